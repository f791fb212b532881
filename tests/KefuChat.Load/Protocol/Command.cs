namespace KefuChat.Load.Protocol;

/// <summary>The commands that this program sends or understands.</summary>
internal enum Command : long
{
    AuthStatus = 3,
    Ack = 5,
    Ping = 13,
    Pong = 14,
    AuthToken = 15,
    Customer = 24,
    CustomerSupport = 25,
    Sync = 26,
    SyncBegin = 27,
    SyncEnd = 28,
    SyncNotify = 29,
    SyncKey = 34,

    /// <summary>Classic only: the keys of the next frame.</summary>
    Metadata = 37,
}
