using KefuChat.Protocol;

namespace KefuChat.Telemetry;

/// <summary>Commands and statuses as protos/wire-protocol.md spells them, for attributes; no call allocates.</summary>
internal static class WireNames
{
    /// <summary>What a command or status is called that has no name (OpenTelemetry's word for it): clients choose the number.</summary>
    public const string Other = "_OTHER";

    /// <summary>A command's name.</summary>
    public static string Of(Command command) => command switch
    {
        Command.AuthStatus => "AUTH_STATUS",
        Command.Ack => "ACK",
        Command.Ping => "PING",
        Command.Pong => "PONG",
        Command.AuthToken => "AUTH_TOKEN",
        Command.Customer => "CUSTOMER",
        Command.CustomerSupport => "CUSTOMER_SUPPORT",
        Command.Sync => "SYNC",
        Command.SyncBegin => "SYNC_BEGIN",
        Command.SyncEnd => "SYNC_END",
        Command.SyncNotify => "SYNC_NOTIFY",
        Command.SyncKey => "SYNC_KEY",
        Command.Metadata => "METADATA",
        Command.CustomerV2 => "CUSTOMER_V2",
        _ => Other,
    };

    /// <summary>A status's name.</summary>
    public static string Of(Status status) => status switch
    {
        Status.Ok => "OK",
        Status.AuthFailed => "AUTH_FAILED",
        Status.NotAuthenticated => "NOT_AUTHENTICATED",
        Status.AppIdMismatch => "APPID_MISMATCH",
        Status.UidMismatch => "UID_MISMATCH",
        Status.SellerRequired => "SELLER_REQUIRED",
        Status.NotKefuApp => "NOT_KEFU_APP",
        Status.CustomerRequired => "CUSTOMER_REQUIRED",
        Status.StorageUnavailable => "STORAGE_UNAVAILABLE",
        Status.RoutingUnavailable => "ROUTING_UNAVAILABLE",
        Status.TooLarge => "TOO_LARGE",
        Status.RateLimited => "RATE_LIMITED",
        Status.Forbidden => "FORBIDDEN",
        Status.UnknownCommand => "UNKNOWN_COMMAND",
        _ => Other,
    };
}
