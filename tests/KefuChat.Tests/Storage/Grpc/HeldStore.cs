using System.Collections.Concurrent;
using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>A store that stores at once and, while told to, answers saves only when it is let go; keeps what it was asked.</summary>
internal sealed class HeldStore(IMessageStore inner) : IMessageStore
{
    private readonly Lock _gate = new();
    private readonly Queue<(TaskCompletionSource<SaveResult> Answer, SaveResult Result)> _held = [];
    private readonly ConcurrentQueue<SaveRequest> _requests = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isHolding;

    /// <summary>Every save that arrived, in order.</summary>
    public IReadOnlyList<SaveRequest> Requests => [.. _requests];

    /// <summary>Where set, what every read and raise fails with.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Where set, what reads and raises wait for.</summary>
    public Task Delay { get; set; } = Task.CompletedTask;

    /// <summary>Completes when the first read or raise has arrived.</summary>
    public Task Asked => _asked.Task.SoonAsync();

    /// <summary>Whether one has.</summary>
    public bool WasAsked => _asked.Task.IsCompleted;

    public HeldStore Hold()
    {
        lock (_gate)
        {
            _isHolding = true;
        }

        return this;
    }

    /// <summary>Answers what is held, in order, and no longer holds.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _isHolding = false;
        }

        while (ReleaseOne())
        {
        }
    }

    /// <summary>Answers the first that is held; false when none is.</summary>
    public bool ReleaseOne()
    {
        (TaskCompletionSource<SaveResult> Answer, SaveResult Result) next;
        lock (_gate)
        {
            if (!_held.TryDequeue(out next))
            {
                return false;
            }
        }

        next.Answer.SetResult(next.Result);
        return true;
    }

    /// <summary>Completes when so many saves have arrived.</summary>
    public Task ArrivedAsync(int count)
    {
        lock (_gate)
        {
            var waiter = (count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _waiters.Add(waiter);
            TellWaiters();
            return waiter.Item2.Task.SoonAsync();
        }
    }

    public Task<SaveResult> SaveAsync(SaveRequest request)
    {
        lock (_gate)
        {
            // Within the lock, and so in the order of the calls.
            var result = inner.SaveAsync(request);
            _requests.Enqueue(request);
            TellWaiters();
            if (!_isHolding)
            {
                return result;
            }

            Assert.True(result.IsCompletedSuccessfully, "only a store that answers in place can be held");
            var answer = new TaskCompletionSource<SaveResult>();
            _held.Enqueue((answer, result.Result));
            return answer.Task;
        }
    }

    public ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit) => AskAsync(() => inner.SyncAsync(user, afterKey, limit));

    public ValueTask<long?> GetSyncKeyAsync(User user, string deviceId) => AskAsync(() => inner.GetSyncKeyAsync(user, deviceId));

    public ValueTask<long?> GetHighestSyncKeyAsync(User user) => AskAsync(() => inner.GetHighestSyncKeyAsync(user));

    public Task RaiseSyncKeyAsync(User user, string deviceId, long key) => AskAsync(() => inner.RaiseSyncKeyAsync(user, deviceId, key));

    public ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users) => AskAsync(() => inner.LatestKeysAsync(users));

    public Task ProbeAsync() => AskAsync(inner.ProbeAsync);

    private async ValueTask<T> AskAsync<T>(Func<ValueTask<T>> ask)
    {
        await ArriveAsync();
        return await ask();
    }

    private async Task AskAsync(Func<Task> ask)
    {
        await ArriveAsync();
        await ask();
    }

    private Task ArriveAsync()
    {
        _asked.TrySetResult();
        return Failure is null ? Delay : Task.FromException(Failure);
    }

    private void TellWaiters()
    {
        foreach (var (_, reached) in _waiters.Where(waiter => _requests.Count >= waiter.Count))
        {
            reached.TrySetResult();
        }
    }
}
