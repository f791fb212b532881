using System.Net;

namespace KefuChat.Connections.WebSockets;

/// <summary>A request for a WebSocket that is accepted, and all that is left of it.</summary>
/// <param name="Accept">What proves to the client that its key was read.</param>
/// <param name="Subprotocol">The one to echo; null for the classic framing.</param>
/// <param name="Address">Whence it came, through proxies that may say so; null where that is unknown.</param>
internal readonly record struct WebSocketOpening(string Accept, string? Subprotocol, IPAddress? Address)
{
    /// <summary>The response, in the words of HTTP/1.1 (RFC 6455, 4.2.2).</summary>
    public string Response =>
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: " + Accept + "\r\n"
        + (Subprotocol is null ? "" : "Sec-WebSocket-Protocol: " + Subprotocol + "\r\n")
        + "\r\n";
}
