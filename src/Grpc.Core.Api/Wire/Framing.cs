namespace Grpc.Core.Wire;

/// <summary>Before each message: one byte that says whether it is compressed, four of length, big endian.</summary>
internal static class Framing
{
    public const int HeaderSize = 5;

    /// <summary>What a receiver takes unless told otherwise, in bytes.</summary>
    public const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>
    /// Gathered messages go out from here on even when more are announced: BufferHint is a hint, and memory has an end.
    /// Four HTTP/2 frames of the usual size.
    /// </summary>
    public const int MaxGatheredBytes = 64 * 1024;
}
