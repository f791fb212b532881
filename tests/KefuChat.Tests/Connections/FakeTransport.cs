using System.Buffers;
using System.Threading.Channels;
using KefuChat.Connections;
using KefuChat.Protocol;

namespace KefuChat.Tests.Connections;

/// <summary>A socket in a test's hands: what it reads, when its writes go through, and how it ends.</summary>
internal sealed class FakeTransport : Transport
{
    private readonly Channel<TransportRead> _incoming = Channel.CreateUnbounded<TransportRead>();
    private readonly SemaphoreSlim _writable = new(0);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reads;

    /// <summary>How often the read loop came for a frame.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>The frames of each flush.</summary>
    public Channel<byte[][]> Flushes { get; } = Channel.CreateUnbounded<byte[][]>();

    /// <summary>Completes when the first flush has come, whether or not it may go through.</summary>
    public Task Writing => _writing.Task;

    /// <summary>The goodbye said, in the order said.</summary>
    public List<(CloseCode Code, string Reason)> Goodbyes { get; } = [];

    public bool IsAborted => _gone.Task.IsCompleted;

    /// <summary>A frame from the peer.</summary>
    public void Receive(byte[] frame) => _incoming.Writer.TryWrite(TransportRead.Of(new ReadOnlySequence<byte>(frame)));

    /// <summary>The peer says goodbye.</summary>
    public void ReceiveClose() => _incoming.Writer.TryWrite(TransportRead.Closed);

    /// <summary>Lets so many flushes through.</summary>
    public void AllowWrites(int count) => _writable.Release(count);

    public override async ValueTask<TransportRead> ReadAsync()
    {
        Interlocked.Increment(ref _reads);
        var read = _incoming.Reader.ReadAsync().AsTask();
        return await Task.WhenAny(read, _gone.Task) == read ? await read : TransportRead.Closed;
    }

    public override async ValueTask DiscardAsync()
    {
        while (!(await ReadAsync()).IsClosed)
        {
        }
    }

    public override async ValueTask<bool> WriteAsync(FrameWriter frames)
    {
        var flush = Enumerable.Range(0, frames.Count).Select(i => frames[i].ToArray()).ToArray();
        _writing.TrySetResult();
        await Task.WhenAny(_writable.WaitAsync(), _gone.Task);
        if (IsAborted)
        {
            return false;
        }

        Flushes.Writer.TryWrite(flush);
        return true;
    }

    public override ValueTask CloseAsync(CloseCode code, string reason)
    {
        Goodbyes.Add((code, reason));
        return ValueTask.CompletedTask;
    }

    public override void Abort() => _gone.TrySetResult();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
