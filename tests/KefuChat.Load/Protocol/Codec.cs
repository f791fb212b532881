namespace KefuChat.Load.Protocol;

/// <summary>
/// The client's side of one connection in one framing: writes the frames a client sends, each into a span that the caller
/// made large enough, returning its length, and reads those a server sends. For one writer and one reader at a time.
/// </summary>
internal abstract class Codec
{
    /// <summary>Enough for any frame but one that holds a token or a message.</summary>
    public const int SmallFrame = 96;

    /// <summary>Enough for what a frame has beside a token and a device id of up to 64 bytes, or beside what <see cref="Prepare"/> gave.</summary>
    public const int FrameOverhead = 160;

    protected const byte Web = 3;

    /// <summary>Bytes a token may have.</summary>
    public virtual int LongestToken => int.MaxValue;

    public abstract int WriteAuthToken(Span<byte> target, int seq, string token, string deviceId);

    public abstract int WritePing(Span<byte> target, int seq);

    /// <summary>Asks for what follows <paramref name="syncKey"/> in the user's queue.</summary>
    public abstract int WriteSync(Span<byte> target, int seq, long syncKey);

    /// <summary>Says that this device holds everything up to <paramref name="syncKey"/>; writes nothing where nothing is kept.</summary>
    public abstract int WriteSyncKey(Span<byte> target, int seq, long syncKey);

    /// <summary>Encodes what all messages of a kind have in common: done once, copied into each.</summary>
    public abstract byte[] Prepare(OutgoingMessage message);

    /// <summary>Writes a message of which <paramref name="prepared"/> is <see cref="Prepare"/>'s part.</summary>
    public abstract int WriteMessage(
        Span<byte> target, int seq, OutgoingMessage message, ReadOnlySpan<byte> prepared, ReadOnlySpan<byte> uuid);

    /// <summary>
    /// Reads the frame at the start of <paramref name="bytes"/>, the payload of a WebSocket message or what is left of it;
    /// false when there is none. What is consumed need not be given again, whatever is returned.
    /// </summary>
    /// <exception cref="ProtocolException">It is none that this framing has.</exception>
    public abstract bool TryRead(ReadOnlySpan<byte> bytes, out Frame frame, out int consumed);
}
