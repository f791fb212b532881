using KefuChat.Configuration;
using KefuChat.Protocol;

namespace KefuChat.Connections;

/// <summary>
/// A connection's one timer: time to log in, then time to be silent, at last time for the goodbye. Each of the three may
/// be marked from any thread.
/// </summary>
internal sealed class ConnectionDeadline : IAsyncDisposable
{
    /// <summary>
    /// How long both sides may take over the goodbye before the socket is dropped. With what in-flight saves need, well
    /// within the 10 s that a stop may take.
    /// </summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly LimitOptions _limits;
    private readonly TimeProvider _time;
    private readonly Action<CloseCode, string> _close;
    private readonly Action _abort;
    private readonly ITimer _timer;
    private long _receivedAt;
    private volatile bool _isAuthenticated;
    private volatile bool _isClosing;

    /// <summary>From now on there is time to log in.</summary>
    /// <param name="limits">How long each may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="close">Closes the connection, unless it is closing already.</param>
    /// <param name="abort">Drops the socket.</param>
    public ConnectionDeadline(LimitOptions limits, TimeProvider time, Action<CloseCode, string> close, Action abort)
    {
        _limits = limits;
        _time = time;
        _close = close;
        _abort = abort;
        _receivedAt = time.GetTimestamp();
        _timer = time.CreateTimer(_ => OnTimer(), null, TimeSpan.FromSeconds(limits.AuthenticationSeconds), Timeout.InfiniteTimeSpan);
    }

    /// <summary>The peer is not silent.</summary>
    public void MarkReceived() => Volatile.Write(ref _receivedAt, _time.GetTimestamp());

    /// <summary>From here on the idle timeout counts instead of the time to log in.</summary>
    public void MarkAuthenticated()
    {
        _isAuthenticated = true;
        SetIdleTimer(TimeSpan.FromSeconds(_limits.IdleSeconds));
    }

    /// <summary>From here on only the goodbye counts.</summary>
    public void MarkClosing()
    {
        _isClosing = true;
        _timer.Change(CloseTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void OnTimer()
    {
        if (_isClosing)
        {
            _abort();
            return;
        }

        if (!_isAuthenticated)
        {
            _close(CloseCode.AuthenticationFailed, $"no valid AUTH_TOKEN within {_limits.AuthenticationSeconds} s");
            return;
        }

        var idle = TimeSpan.FromSeconds(_limits.IdleSeconds);
        var silent = _time.GetElapsedTime(Volatile.Read(ref _receivedAt));
        if (silent >= idle)
        {
            _close(CloseCode.Idle, $"nothing received for {_limits.IdleSeconds} s");
        }
        else
        {
            SetIdleTimer(idle - silent);
        }
    }

    /// <summary>Closing sets its flag before its timer: whichever of the two comes last, the goodbye keeps its deadline.</summary>
    private void SetIdleTimer(TimeSpan due)
    {
        _timer.Change(due, Timeout.InfiniteTimeSpan);
        if (_isClosing)
        {
            _timer.Change(CloseTimeout, Timeout.InfiniteTimeSpan);
        }
    }
}
