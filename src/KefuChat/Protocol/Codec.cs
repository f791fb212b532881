using System.Buffers;

namespace KefuChat.Protocol;

/// <summary>
/// One connection's framing: turns a client's bytes into <see cref="Message"/>s and the server's messages into bytes.
/// <see cref="TryDecode"/> belongs to the read loop and <see cref="Encode"/> to the write loop; the two may run at once.
/// </summary>
internal abstract class Codec
{
    /// <summary>The framing's name.</summary>
    public abstract string Framing { get; }

    /// <summary>
    /// Whether a refused token ends the connection at once. The original service leaves it open until the
    /// authentication deadline, and its clients try again on it.
    /// </summary>
    public abstract bool ClosesOnFailedAuthentication { get; }

    /// <summary>
    /// Reads one whole frame. Never throws, whatever the bytes, and never allocates from a length they declare; copies
    /// what it keeps.
    /// </summary>
    /// <param name="bytes">The frame; valid only during the call.</param>
    /// <param name="frame">What it says, when the answer is true.</param>
    /// <param name="refusal">How to close the connection, when the answer is false.</param>
    public abstract bool TryDecode(in ReadOnlySequence<byte> bytes, out Frame frame, out Refusal refusal);

    /// <summary>
    /// Appends the frames that say this message: none where the peer's framing cannot say it, several where it needs
    /// more than one. Numbers them.
    /// </summary>
    public abstract void Encode(Message message, FrameWriter output);
}
