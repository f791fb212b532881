namespace Grpc.Tests.Support;

/// <summary>Brings flow control to its limit.</summary>
internal static class Flow
{
    /// <summary>More than all windows and buffers between a writer and a reader that does not read: a write of this waits for sure.</summary>
    public static string MoreThanBuffersHold { get; } = new('x', 3 * 1024 * 1024);
}
