namespace KefuChat.Connections.WebSockets;

/// <summary>What a request for a WebSocket is answered with.</summary>
/// <param name="Status">The HTTP status of a refusal; 101 when it is accepted.</param>
/// <param name="Text">Why it is refused, for a developer's eyes; empty when it is accepted.</param>
/// <param name="Subprotocol">The one to echo; null for the classic framing.</param>
internal readonly record struct WebSocketAnswer(int Status, string Text, string? Subprotocol)
{
    /// <summary>Whether the WebSocket opens.</summary>
    public bool IsAccepted => Status == StatusCodes.Status101SwitchingProtocols;

    /// <summary>The WebSocket opens.</summary>
    public static WebSocketAnswer Accept(string? subprotocol) => new(StatusCodes.Status101SwitchingProtocols, "", subprotocol);

    /// <summary>It does not.</summary>
    public static WebSocketAnswer Refuse(int status, string text) => new(status, text, null);
}
