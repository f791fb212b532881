namespace KefuChat.Connections.WebSockets;

/// <summary>What <see cref="WebSocketReader"/> found.</summary>
internal enum WebSocketReadKind
{
    /// <summary>A whole message.</summary>
    Message,

    /// <summary>A PING, to be answered.</summary>
    Ping,

    /// <summary>The peer's goodbye.</summary>
    Close,

    /// <summary>What the peer may not send: the connection is to be closed.</summary>
    Refusal,
}
