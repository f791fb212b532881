namespace KefuChat.Load.Protocol;

/// <summary>A way to speak to a server: what carries the frames, and how they are written.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="WebSocketPath">Null for raw TCP.</param>
/// <param name="Subprotocol">The one to offer; null for none.</param>
/// <param name="IsText">
/// Whether WebSocket messages are text, a stream that they may cut anywhere; else each is binary, in one piece, and one frame.
/// </param>
/// <param name="CreateCodec">Makes the codec of a connection.</param>
internal sealed record Framing(string Name, string? WebSocketPath, string? Subprotocol, bool IsText, Func<Codec> CreateCodec)
{
    public static Framing KefuV1 { get; } = new("v1", "/ws", "kefu.v1", false, () => new KefuV1Codec());

    public static Framing ClassicWebSocket { get; } = new("classic", "/ws", null, false, () => new ClassicCodec());

    public static Framing ClassicTcp { get; } = new("tcp", null, null, false, () => new ClassicCodec());

    /// <summary>Of the baseline only; no chat server speaks it.</summary>
    public static Framing SignalR { get; } = new("signalr", "/hub", null, true, () => new SignalRCodec());

    public static IReadOnlyList<Framing> All { get; } = [KefuV1, ClassicWebSocket, ClassicTcp, SignalR];
}
