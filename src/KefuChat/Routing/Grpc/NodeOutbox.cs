using Kefu.Imr.V1;
using User = KefuChat.Protocol.User;

namespace KefuChat.Routing.Grpc;

/// <summary>
/// What one gateway has to tell one node: which users are here, and what is published. It outlives sessions. While one is
/// open, items wait in the order of the calls, are taken in batches and kept until they are acknowledged; what is not by
/// the time the session closes is owed, and told at the beginning of the next, behind all subscriptions. Any thread may
/// add; one loop takes.
/// </summary>
/// <param name="time">For when something was published.</param>
/// <param name="maxBytes">The most that may wait or be unacknowledged: beyond it the session is closed.</param>
internal sealed class NodeOutbox(TimeProvider time, long maxBytes)
{
    /// <summary>
    /// A node that owes an acknowledgement for so long may be dead: what is stored nowhere is refused, for it would be lost
    /// with the session.
    /// </summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Signal _changed = new();
    private readonly HashSet<User> _users = [];
    private readonly Owed _owed = new(maxBytes);
    private readonly Dictionary<ulong, PresenceQuestion> _questions = [];
    private SessionQueue? _session;
    private TaskCompletionSource _closed = new();
    private ulong _lastQuestion;
    private bool _beats;

    /// <summary>Whether a session is open.</summary>
    public bool IsOpen => Volatile.Read(ref _session) is not null;

    /// <summary>The users who are here.</summary>
    public IReadOnlyList<User> Users
    {
        get
        {
            lock (_gate)
            {
                return [.. _users];
            }
        }
    }

    /// <summary>Whether nothing waits to be taken.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _session is null || _session.IsEmpty;
            }
        }
    }

    /// <summary>A user is here.</summary>
    public void Subscribe(User user)
    {
        lock (_gate)
        {
            if (_users.Add(user))
            {
                TryAdd(OutgoingItem.Subscribe(user));
            }
        }
    }

    /// <summary>A user is no longer here.</summary>
    public void Unsubscribe(User user)
    {
        lock (_gate)
        {
            if (_users.Remove(user))
            {
                TryAdd(OutgoingItem.Unsubscribe(user));
            }
        }
    }

    /// <summary>False: nobody gets it now; where it is an entry of a queue, it is owed.</summary>
    public bool Publish(in Publication publication)
    {
        lock (_gate)
        {
            if (_session is null)
            {
                _owed.Add(publication);
                return false;
            }

            if (!Owed.IsEntry(publication) && _session.AwaitsSince is { } since && time.GetElapsedTime(since) >= AnswerLimit)
            {
                return false;
            }

            return TryAdd(new OutgoingItem(publication, time.UnixMicroseconds()));
        }
    }

    /// <summary>Asks who of some users is connected.</summary>
    public Task<IReadOnlyList<bool>> AskAsync(IReadOnlyList<User> users)
    {
        lock (_gate)
        {
            var question = new PresenceQuestion(++_lastQuestion, users);
            _questions.Add(question.Id, question);
            if (!TryAdd(new OutgoingItem(default, Question: question)))
            {
                _questions.Remove(question.Id);
                question.GiveUp();
            }

            return question.Answer;
        }
    }

    /// <summary>A session has begun: first come all users who are here, then what is owed. Completes when it is closed.</summary>
    public Task Open()
    {
        lock (_gate)
        {
            var now = time.UnixMicroseconds();
            _session = new SessionQueue(
                _users.Select(OutgoingItem.Subscribe).Concat(_owed.Take(_ => true).Select(notice => new OutgoingItem(notice, now))));
            _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _beats = false;
            _changed.Set();
            return _closed.Task;
        }
    }

    /// <summary>The session is over. Later calls do nothing.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_session is null)
            {
                return;
            }

            foreach (var item in _session.Unacknowledged.Where(item => item.IsPublication))
            {
                _owed.Add(item.Publication);
            }

            foreach (var question in _questions.Values)
            {
                question.GiveUp();
            }

            _questions.Clear();
            _session = null;
            _closed.SetResult();
        }
    }

    /// <summary>The next batch is sent even if it bears nothing: the node must hear that this gateway lives.</summary>
    public void Beat()
    {
        lock (_gate)
        {
            _beats = true;
            _changed.Set();
        }
    }

    /// <summary>Waits until there may be something to take.</summary>
    public ValueTask WaitAsync(CancellationToken cancellationToken) => _changed.WaitAsync(cancellationToken);

    /// <summary>Wakes the one who waits.</summary>
    public void Wake() => _changed.Set();

    /// <summary>Takes the next batch; null when there is none, or too many are not acknowledged.</summary>
    public GatewayBatch? TryTake()
    {
        SentBatch? taken;
        lock (_gate)
        {
            taken = _session?.TryTake(evenEmpty: _beats, time.GetTimestamp());
            _beats &= taken is null;
        }

        if (taken is null)
        {
            return null;
        }

        var batch = new GatewayBatch { Number = taken.Number };
        batch.Items.AddRange(taken.Items.Select(item => item.ToWire()));
        return batch;
    }

    /// <summary>The node has handled everything up to a batch. Gives the users whose subscriptions hold by that.</summary>
    public IReadOnlyCollection<User> Acknowledge(ulong number)
    {
        lock (_gate)
        {
            var handled = _session?.Acknowledge(number) ?? [];
            _changed.Set();
            return handled.Where(item => item.IsSubscription && _users.Contains(item.User)).Select(item => item.User).ToHashSet();
        }
    }

    /// <summary>The node has answered a question; one that was given up is no longer known.</summary>
    public void Answer(PresenceAnswer answer)
    {
        lock (_gate)
        {
            if (_questions.Remove(answer.Id, out var question))
            {
                question.SetAnswer(answer.Present);
            }
        }
    }

    /// <summary>Takes what is owed to some users.</summary>
    public List<Publication> TakeOwed(Predicate<User> which)
    {
        lock (_gate)
        {
            return _owed.Take(which);
        }
    }

    private bool TryAdd(in OutgoingItem item)
    {
        if (_session is null)
        {
            return false;
        }

        _session.Add(item);
        if (_session.Bytes > maxBytes)
        {
            Close();
            return false;
        }

        _changed.Set();
        return true;
    }
}
