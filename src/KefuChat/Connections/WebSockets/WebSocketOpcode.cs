namespace KefuChat.Connections.WebSockets;

/// <summary>What a WebSocket frame is (RFC 6455, 5.2). The numbers left out are reserved.</summary>
internal enum WebSocketOpcode : byte
{
    /// <summary>More of the message that a frame without the FIN bit began.</summary>
    Continuation = 0,

    /// <summary>A message of UTF-8 text, or its beginning.</summary>
    Text = 1,

    /// <summary>A message of bytes, or its beginning.</summary>
    Binary = 2,

    /// <summary>The sender's goodbye.</summary>
    Close = 8,

    /// <summary>To be answered with a <see cref="Pong"/> of the same payload.</summary>
    Ping = 9,

    /// <summary>The answer to a <see cref="Ping"/>.</summary>
    Pong = 10,
}
