using KefuChat.Connections.WebSockets;
using KefuChat.Protocol;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>What a reader found, in a form that outlives its buffers and compares.</summary>
internal sealed record ReadItem(WebSocketReadKind Kind, string Payload, Refusal Refusal)
{
    public static ReadItem Message(byte[] payload) => new(WebSocketReadKind.Message, Convert.ToHexString(payload), default);

    public static ReadItem Ping(byte[] payload) => new(WebSocketReadKind.Ping, Convert.ToHexString(payload), default);

    public static ReadItem Close { get; } = new(WebSocketReadKind.Close, "", default);
}
