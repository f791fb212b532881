using System.Buffers;

namespace Grpc.Core;

/// <summary>The bytes of one message, valid only while it is read from them.</summary>
public abstract class DeserializationContext
{
    /// <summary>How many bytes there are.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>A copy of the bytes.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    /// <summary>The bytes where they lie, in one piece or in many.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotImplementedException();
}
