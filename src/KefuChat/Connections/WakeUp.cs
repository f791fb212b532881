using System.Threading.Tasks.Sources;

namespace KefuChat.Connections;

/// <summary>
/// What one loop sleeps on, over and over, without an allocation for each time. Guarded by the lock of whoever it belongs
/// to; the loop goes on in the thread pool, outside of it.
/// </summary>
internal sealed class WakeUp : IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private bool _isAwaited;

    /// <summary>Waits for the next <see cref="Set"/>. Awaited at once, and before the next call.</summary>
    public ValueTask<bool> WaitAsync()
    {
        _source.Reset();
        _isAwaited = true;
        return new ValueTask<bool>(this, _source.Version);
    }

    /// <summary>Wakes the loop, if it sleeps.</summary>
    /// <param name="result">What it hears.</param>
    public void Set(bool result)
    {
        if (_isAwaited)
        {
            _isAwaited = false;
            _source.SetResult(result);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
