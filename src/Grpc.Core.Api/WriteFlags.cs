namespace Grpc.Core;

/// <summary>How a message is written; may be combined.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>More will follow at once: the message may wait for the next one that is written without this flag.</summary>
    BufferHint = 0x1,

    /// <summary>Do not compress. Nothing is compressed here.</summary>
    NoCompress = 0x2,
}
