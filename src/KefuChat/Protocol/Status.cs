namespace KefuChat.Protocol;

/// <summary>What became of a frame, as ACK and AUTH_STATUS tell it. Append-only.</summary>
internal enum Status : byte
{
    /// <summary>On stable storage in both queues; or routed, when UNPERSISTENT.</summary>
    Ok = 0,

    /// <summary>The token is unknown, expired or malformed (AUTH_STATUS only). Do not retry.</summary>
    AuthFailed = 1,

    /// <summary>AUTH_TOKEN has not succeeded on this connection. Do not retry.</summary>
    NotAuthenticated = 16,

    /// <summary><c>customer_appid</c> is not the sender's appid. Do not retry.</summary>
    AppIdMismatch = 17,

    /// <summary><c>customer_id</c> (24) or <c>seller_id</c> (25) is not the sender's uid. Do not retry.</summary>
    UidMismatch = 18,

    /// <summary><c>seller_id</c> is 0 (24). Do not retry.</summary>
    SellerRequired = 19,

    /// <summary>The sender is not in the kefu app (25). Do not retry.</summary>
    NotKefuApp = 20,

    /// <summary><c>customer_appid</c> or <c>customer_id</c> is 0 (25). Do not retry.</summary>
    CustomerRequired = 21,

    /// <summary>Not stored, nothing delivered. Retry.</summary>
    StorageUnavailable = 22,

    /// <summary>UNPERSISTENT and not routed. Retry.</summary>
    RoutingUnavailable = 23,

    /// <summary>The content or the uuid is over its limit. Do not retry.</summary>
    TooLarge = 24,

    /// <summary>Too many frames from this connection. Retry, slower.</summary>
    RateLimited = 25,

    /// <summary>The sender may not write. Do not retry.</summary>
    Forbidden = 26,

    /// <summary>Not a command a client may send. Do not retry.</summary>
    UnknownCommand = 27,
}
