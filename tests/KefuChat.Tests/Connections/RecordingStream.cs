namespace KefuChat.Tests.Connections;

/// <summary>Remembers each write as it came.</summary>
internal sealed class RecordingStream : MemoryStream
{
    public List<byte[]> Writes { get; } = [];

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Writes.Add(buffer.ToArray());
        return ValueTask.CompletedTask;
    }
}
