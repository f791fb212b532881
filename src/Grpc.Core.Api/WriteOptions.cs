namespace Grpc.Core;

/// <summary>How the messages that follow are written.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    /// <summary>No flags: every message is sent at once.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>The flags.</summary>
    public WriteFlags Flags { get; } = flags;
}
