using System.Diagnostics;
using KefuChat.Protocol;
using KefuChat.Telemetry;

namespace KefuChat.Connections;

/// <summary>
/// What waits to be sent on one connection. Bounded: replies are never dropped, but nothing more is read from a peer
/// while its replies, sent or still to come, fill the queue; live pushes that find it full collapse into one
/// SYNC_NOTIFY. Any thread may add; one write loop takes.
/// </summary>
/// <param name="capacity">The most frames, at least 1.</param>
internal sealed class SendQueue(int capacity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<QueuedMessage> _messages = new();
    private readonly GrowthNotice _growth = new();
    private readonly WakeUp _filled = new();
    private TaskCompletionSource? _room;
    private int _reserved;
    private bool _waitsForNobody;
    private bool _completed;

    /// <summary>Waits until the queue has room for more. For the read loop and for long answers.</summary>
    public ValueTask WaitForRoomAsync()
    {
        lock (_gate)
        {
            if (HasRoom || _waitsForNobody)
            {
                return ValueTask.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_room.Task);
        }
    }

    /// <summary>A reply will follow: it takes its room now, so that what is read is bounded by what can be answered.</summary>
    public void Reserve()
    {
        lock (_gate)
        {
            _reserved++;
        }
    }

    /// <summary>Adds a reply for which room was reserved.</summary>
    public void ReplyReserved(Message reply)
    {
        lock (_gate)
        {
            _reserved--;
            Add(reply);
            SignalRoom();
        }
    }

    /// <summary>Adds a reply, whether there is room or not.</summary>
    public void Reply(Message reply)
    {
        lock (_gate)
        {
            Add(reply);
        }
    }

    /// <summary>Adds a live entry of the user's queue.</summary>
    public SendResult Push(Delivery delivery, Activity? trace = null)
    {
        lock (_gate)
        {
            if (_completed)
            {
                return SendResult.Closed;
            }

            if (_growth.Collapses || !HasRoom)
            {
                _growth.Raise(delivery.SyncKey);
                return SendResult.Collapsed;
            }

            Add(delivery, trace);
            return SendResult.Queued;
        }
    }

    /// <summary>Adds a live message that is in no queue; not into the middle of a sync.</summary>
    public SendResult PushUnpersistent(Delivery delivery, Activity? trace = null)
    {
        lock (_gate)
        {
            if (_completed)
            {
                return SendResult.Closed;
            }

            if (_growth.IsHeld || !HasRoom)
            {
                return SendResult.Dropped;
            }

            Add(delivery, trace);
            return SendResult.Queued;
        }
    }

    /// <summary>The user's queue has grown to this key.</summary>
    public SendResult Notify(long syncKey)
    {
        lock (_gate)
        {
            if (_completed)
            {
                return SendResult.Closed;
            }

            _growth.Raise(syncKey);
            SendCollapsed();
            return SendResult.Collapsed;
        }
    }

    /// <summary>The user's queue has grown to this key: a SYNC_NOTIFY, unless the peer has been told of it or will be.</summary>
    public void NotifyIfBehind(long syncKey)
    {
        lock (_gate)
        {
            if (_growth.IsNews(syncKey))
            {
                Notify(syncKey);
            }
        }
    }

    /// <summary>From now on live pushes collapse: a sync is about to give the client what they would.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _growth.Hold();
        }
    }

    /// <summary>The client has been given everything up to a key; what collapsed beyond it becomes a SYNC_NOTIFY.</summary>
    public void Release(long knownKey)
    {
        lock (_gate)
        {
            _growth.Release(knownKey);
            SendCollapsed();
        }
    }

    /// <summary>The connection closes: nobody need wait for room any more.</summary>
    public void StopWaiting()
    {
        lock (_gate)
        {
            _waitsForNobody = true;
            SignalRoom();
        }
    }

    /// <summary>Nothing more is added; what waits can still be taken.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            _filled.Set(_messages.Count > 0);
        }
    }

    /// <summary>Waits for something to take. False: completed and empty.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (_gate)
        {
            return _messages.Count > 0 || _completed ? new ValueTask<bool>(_messages.Count > 0) : _filled.WaitAsync();
        }
    }

    /// <summary>Takes the next message, if one waits.</summary>
    public bool TryTake(out QueuedMessage message)
    {
        lock (_gate)
        {
            var taken = _messages.TryDequeue(out message);
            if (taken)
            {
                SendCollapsed();
                SignalRoom();
            }

            return taken;
        }
    }

    /// <summary>What still waits will not be sent. After everything else.</summary>
    public void Dispose()
    {
        while (_messages.TryDequeue(out var unsent))
        {
            KefuActivity.EndDeliver(unsent.Trace, "closed");
        }
    }

    private bool HasRoom => _messages.Count + _reserved < capacity;

    /// <summary>Half the queue must be free again, lest a peer that reads slowly be told for every frame it reads.</summary>
    private void SendCollapsed()
    {
        if (!_completed && _messages.Count <= capacity / 2 && _growth.Take() is { } notice)
        {
            Add(notice);
        }
    }

    private void Add(Message message, Activity? trace = null)
    {
        _growth.Observe(message);
        _messages.Enqueue(new QueuedMessage(message, trace));
        _filled.Set(true);
    }

    private void SignalRoom()
    {
        if (_room is not null && (HasRoom || _waitsForNobody))
        {
            _room.SetResult();
            _room = null;
        }
    }
}
