namespace KefuChat.Protocol;

/// <summary>Why the server closed a connection, and with it what the client should do. Append-only.</summary>
internal enum CloseCode : ushort
{
    /// <summary>The client closed first; this answers it.</summary>
    Normal = 1000,

    /// <summary>The server is stopping: reconnect after the milliseconds that the close reason holds.</summary>
    Draining = 1001,

    /// <summary>What came is no WebSocket frame, or not in its place: a bug of the client's, or of what lies between.</summary>
    ProtocolError = 1002,

    /// <summary>A frame was over the size limit: do not send it again.</summary>
    TooLarge = 1009,

    /// <summary>The server cannot serve this connection now: reconnect later, with backoff.</summary>
    Overloaded = 1013,

    /// <summary>A frame could not be read: a bug of the client's.</summary>
    Malformed = 4400,

    /// <summary>The token was refused, or did not come in time: reconnect with a new one.</summary>
    AuthenticationFailed = 4401,

    /// <summary>Nothing was received for too long: reconnect, and PING more often.</summary>
    Idle = 4408,

    /// <summary>The client went on sending after many RATE_LIMITED answers: reconnect, and send slower.</summary>
    RateAbused = 4429,
}
