using KefuChat.Protocol;
using KefuChat.Push;

namespace KefuChat.Routing.Grpc;

/// <summary>
/// Decides the push wishes of users who are connected nowhere. After a node's start, and after a gateway's session broke,
/// routes are missing that gateways will soon tell again: a wish then waits, and is decided once they have had the time.
/// Any thread may call.
/// </summary>
internal sealed class PushWishes : IDisposable
{
    private readonly RoutingTable _table;
    private readonly IPushSender _push;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _stopping;
    private readonly Lock _gate = new();

    // In the order they came, which is that of the losses they wait for.
    private readonly Queue<(User Receiver, Delivery Delivery, long LostAt)> _waiting = new();
    private long _lostAt;
    private long _bytes;
    private bool _isStopping;

    /// <summary>Begins with no routes at all.</summary>
    /// <param name="table">Who is where.</param>
    /// <param name="push">Where the wishes of absent users go.</param>
    /// <param name="time">Whose time counts.</param>
    /// <param name="lifetime">When the process is told to stop, nothing waits any longer: what waits is nowhere else.</param>
    public PushWishes(RoutingTable table, IPushSender push, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        _table = table;
        _push = push;
        _time = time;
        _lostAt = time.GetTimestamp();
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _stopping = lifetime.ApplicationStopping.Register(Stop);
    }

    /// <summary>
    /// How long a gateway may take to be back: the longest pause between two attempts, the 2 s a connection may take, and
    /// the 2 s until the first word.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most bytes that may wait; beyond them the oldest are decided by the routes there are.</summary>
    public long MaxWaitingBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Routes are about to be lost, and may be back within <see cref="Grace"/>.</summary>
    public void OnLoss()
    {
        lock (_gate)
        {
            _lostAt = _time.GetTimestamp();
        }
    }

    /// <summary>The user is connected nowhere, as far as is known now.</summary>
    public void Decide(User receiver, Delivery delivery)
    {
        lock (_gate)
        {
            DecideDue();
            if (_isStopping || Remaining(_lostAt) <= TimeSpan.Zero)
            {
                PushIfAbsent(receiver, delivery);
                return;
            }

            _waiting.Enqueue((receiver, delivery, _lostAt));
            _bytes += Bytes(delivery);
            while (_bytes > MaxWaitingBytes)
            {
                DecideNext();
            }

            SetTimer();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _timer.Dispose();
    }

    private void Stop()
    {
        lock (_gate)
        {
            _isStopping = true;
            while (_waiting.Count > 0)
            {
                DecideNext();
            }
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            DecideDue();
            SetTimer();
        }
    }

    private void DecideDue()
    {
        while (_waiting.TryPeek(out var next) && Remaining(next.LostAt) <= TimeSpan.Zero)
        {
            DecideNext();
        }
    }

    private void DecideNext()
    {
        var (receiver, delivery, _) = _waiting.Dequeue();
        _bytes -= Bytes(delivery);
        PushIfAbsent(receiver, delivery);
    }

    private void PushIfAbsent(User receiver, Delivery delivery)
    {
        if (_table.Find(receiver).IsEmpty)
        {
            _push.Push(receiver, delivery);
        }
    }

    private void SetTimer()
    {
        if (_waiting.TryPeek(out var next))
        {
            var remaining = Remaining(next.LostAt);
            _timer.Change(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private TimeSpan Remaining(long lostAt) => Grace - _time.GetElapsedTime(lostAt);

    private static long Bytes(Delivery delivery) => 256 + delivery.Message.Content.Length;
}
