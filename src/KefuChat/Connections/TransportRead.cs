using System.Buffers;
using KefuChat.Protocol;

namespace KefuChat.Connections;

/// <summary>What a read came to: a frame, the peer's end, or bytes that cannot become a frame.</summary>
internal readonly record struct TransportRead(bool IsClosed, ReadOnlySequence<byte> Frame, Refusal Refusal)
{
    /// <summary>The peer is gone.</summary>
    public static readonly TransportRead Closed = new(true, default, default);

    /// <summary>Whether the connection must be closed with <see cref="Refusal"/>.</summary>
    public bool IsRefused => Refusal != default;

    /// <summary>A whole frame.</summary>
    public static TransportRead Of(ReadOnlySequence<byte> frame) => new(false, frame, default);

    /// <summary>Bytes over a limit, or of the wrong kind.</summary>
    public static TransportRead Refuse(CloseCode code, string reason) => new(false, default, new Refusal(code, reason));
}
