namespace KefuChat.Tests.Uploads;

/// <summary>What a sender sends until something happens, and the end it then comes to.</summary>
internal sealed class BreakingStream(int length, Action happens, bool breaks = true) : Stream
{
    private int _left = length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0)
        {
            happens();
            cancellationToken.ThrowIfCancellationRequested();
            return breaks ? throw new EndOfStreamException() : ValueTask.FromResult(0);
        }

        var read = Math.Min(Math.Min(_left, buffer.Length), 10_000);
        buffer.Span[..read].Fill((byte)'a');
        _left -= read;
        return ValueTask.FromResult(read);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
