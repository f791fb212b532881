using System.Buffers;
using KefuChat.Protocol;

namespace KefuChat.Connections;

/// <summary>
/// The stream beneath a WebSocket. While corked, what the socket writes is gathered; the first write after that takes
/// it along, so that many frames reach the network together. The socket serialises its writes, control frames
/// included, so this needs no lock; only the flag is set from outside.
/// </summary>
internal sealed class CorkableStream(Stream inner) : Stream
{
    private readonly FrameWriter _gathered = new();
    private volatile bool _isCorked;

    /// <summary>Whether writes are held back. Uncork before the last write of a batch.</summary>
    public bool IsCorked
    {
        get => _isCorked;
        set => _isCorked = value;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isCorked)
        {
            _gathered.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        return _gathered.Bytes.IsEmpty
            ? inner.WriteAsync(buffer, cancellationToken)
            : WriteGatheredAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) =>
        _isCorked ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask WriteGatheredAsync(ReadOnlyMemory<byte> last, CancellationToken cancellationToken)
    {
        _gathered.Write(last.Span);
        await inner.WriteAsync(_gathered.Bytes, cancellationToken);
        _gathered.Clear();
    }
}
