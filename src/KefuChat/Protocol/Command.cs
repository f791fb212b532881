namespace KefuChat.Protocol;

/// <summary>
/// The commands of the wire. The numbers are those of the original service: append-only, never reused.
/// </summary>
internal enum Command : byte
{
    /// <summary>Server → client: the answer to <see cref="AuthToken"/>.</summary>
    AuthStatus = 3,

    /// <summary>Both ways: a frame has arrived (client), or a message was stored or refused (server).</summary>
    Ack = 5,

    /// <summary>Client → server: are you there?</summary>
    Ping = 13,

    /// <summary>Server → client: yes, and this is the newest key of your queue.</summary>
    Pong = 14,

    /// <summary>Client → server: who I am.</summary>
    AuthToken = 15,

    /// <summary>Both ways: a message from a customer to a seller.</summary>
    Customer = 24,

    /// <summary>Both ways: a message from a seller to a customer.</summary>
    CustomerSupport = 25,

    /// <summary>Client → server: give me what follows this key.</summary>
    Sync = 26,

    /// <summary>Server → client: the messages of a sync follow.</summary>
    SyncBegin = 27,

    /// <summary>Server → client: the messages of a sync are complete.</summary>
    SyncEnd = 28,

    /// <summary>Server → client: your queue has grown to this key.</summary>
    SyncNotify = 29,

    /// <summary>Client → server: this device holds everything up to this key.</summary>
    SyncKey = 34,

    /// <summary>Server → client, classic only: the sync keys of the frame that follows.</summary>
    Metadata = 37,

    /// <summary>Classic only on the wire: a message that names sender and receiver.</summary>
    CustomerV2 = 64,
}
