using System.Buffers;
using System.Threading.Tasks.Sources;
using KefuChat.Connections;
using KefuChat.Protocol;

namespace KefuChat.Benchmarks.Connections;

/// <summary>
/// A socket without a network, that allocates nothing: the read loop goes on in place on the thread that gives it a frame,
/// and what is written is only counted.
/// </summary>
/// <param name="written">Hears how many frames a flush had.</param>
internal sealed class MemoryTransport(Action<int> written) : Transport, IValueTaskSource<TransportRead>
{
    private ManualResetValueTaskSourceCore<TransportRead> _read;

    /// <summary>A frame from the peer: returns when the read loop waits for the next one.</summary>
    public void Receive(byte[] frame) => _read.SetResult(TransportRead.Of(new ReadOnlySequence<byte>(frame)));

    /// <summary>The peer says goodbye.</summary>
    public void ReceiveClose() => _read.SetResult(TransportRead.Closed);

    /// <inheritdoc/>
    public override ValueTask<TransportRead> ReadAsync() => new(this, _read.Version);

    /// <inheritdoc/>
    public override ValueTask DiscardAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask<bool> WriteAsync(FrameWriter frames)
    {
        written(frames.Count);
        return new(true);
    }

    /// <inheritdoc/>
    public override ValueTask CloseAsync(CloseCode code, string reason) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override void Abort()
    {
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    TransportRead IValueTaskSource<TransportRead>.GetResult(short token)
    {
        var result = _read.GetResult(token);
        _read.Reset();
        return result;
    }

    ValueTaskSourceStatus IValueTaskSource<TransportRead>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<TransportRead>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);
}
