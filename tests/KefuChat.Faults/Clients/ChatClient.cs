using KefuChat.Faults.Options;
using KefuChat.Load.Measurement;
using KefuChat.Load.Network;
using KefuChat.Load.Protocol;
using User = KefuChat.Protocol.User;

namespace KefuChat.Faults.Clients;

/// <summary>
/// A user's client, behaving as our SDK does: reads its queue without gap or repeat, sends its outbox until all of it is
/// stored, and keeps a record of both. It outlives its connections. Safe for many threads.
/// </summary>
internal sealed class ChatClient(User user, Habit habit, AckClock acks) : IFrameHandler
{
    // Who writes while nothing is acknowledged soon waits.
    private const int LongestOutbox = 20;

    private readonly Lock _gate = new();
    private readonly QueueReader _queue = new();
    private readonly Outbox _outbox = new();
    private readonly Heartbeat _heartbeat = new();
    private readonly KeyKeeper _keeper = new();
    private ClientSocket? _socket;
    private bool _isWriting;
    private long _lastArrival;
    private long _networkEndsAt;
    private long _syncSeq;
    private long _syncPausedUntil;
    private int _syncRefusals;
    private long _acknowledged;
    private long _refused;
    private long _resent;
    private long _connections;

    public User User => user;

    /// <summary>To be read once no connection is left.</summary>
    public ClientRecord Record { get; } = new(user);

    public WorkloadCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return new WorkloadCounts(
                    Record.Sent.Count, _acknowledged, _refused, _resent, Record.Received.Count, Math.Max(0, _connections - 1));
            }
        }
    }

    /// <summary>Whether everything written is settled; how many entries of its queue the client holds; whether it has caught up at all.</summary>
    public (bool IsSettled, long Held, bool IsCaughtUp) State
    {
        get
        {
            lock (_gate)
            {
                return (_outbox.Count == 0, Record.Received.Count, _queue.IsCaughtUp);
            }
        }
    }

    /// <summary>Whether the user writes and answers.</summary>
    public void SetWriting(bool isWriting)
    {
        lock (_gate)
        {
            _isWriting = isWriting;
        }
    }

    /// <summary>A socket is open: logs in.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="token">The user's token.</param>
    /// <param name="now">The time, as all times here <see cref="Clock"/>'s.</param>
    /// <param name="networkEndsAt">When the client's network breaks off, unless the user has stopped writing by then.</param>
    public void Open(ClientSocket socket, string token, long now, long networkEndsAt)
    {
        lock (_gate)
        {
            _networkEndsAt = networkEndsAt;
            _connections++;
            _socket = socket;
            _heartbeat.OnOpened(now);
            socket.SendToken(token, $"device of {user}");
            socket.Flush();
        }
    }

    /// <summary>The socket is gone. Whether it had served.</summary>
    public bool End()
    {
        lock (_gate)
        {
            var hasServed = _queue.IsCaughtUp;
            _socket = null;
            _queue.End();
            _outbox.End();
            _syncPausedUntil = 0;
            return hasServed;
        }
    }

    /// <summary>What is due by the time.</summary>
    public void Tick(long now)
    {
        lock (_gate)
        {
            if (_isWriting)
            {
                habit.OnTick(this, now);
            }

            if (_heartbeat.IsSilent(now) || (_isWriting && now >= _networkEndsAt))
            {
                _socket?.Drop();
            }
            else if (_heartbeat.TakePing(now))
            {
                _socket?.SendPing();
            }

            Send(now);
        }
    }

    /// <summary>Writes a message; false when too much is unacknowledged already.</summary>
    public bool TryWrite(User receiver, long now)
    {
        if (_outbox.Count >= LongestOutbox)
        {
            return false;
        }

        var message = new SentMessage(new MessageName(user, receiver, Record.Sent.Count + 1));
        Record.Sent.Add(message);
        _outbox.Add(message);
        acks.OnWritten(user, now);
        return true;
    }

    /// <summary>The run is over: enters into the record what is left.</summary>
    public void Close()
    {
        lock (_gate)
        {
            Record.Unsettled.AddRange(_outbox.Messages.Select(message => message.Name));
        }
    }

    void IFrameHandler.OnFrame(ReadOnlySpan<byte> payload, long arrivedAt)
    {
        lock (_gate)
        {
            _heartbeat.OnHeard();
            _lastArrival = arrivedAt;
            while (_socket!.Codec.TryRead(payload, out var frame, out var consumed))
            {
                payload = payload[consumed..];
                OnFrame(frame, arrivedAt);
            }
        }
    }

    void IFrameHandler.OnFramesDone()
    {
        lock (_gate)
        {
            Send(_lastArrival);
        }
    }

    private void OnFrame(in Frame frame, long now)
    {
        switch (frame.Command)
        {
            case Command.AuthStatus when frame.Status == Status.Ok:
                _heartbeat.OnLogin(now);
                _queue.Begin(frame.SyncKey);
                break;
            case Command.AuthStatus:
                _socket!.Drop();
                break;
            case Command.Customer or Command.CustomerSupport:
                OnMessage(frame, now);
                break;
            case Command.Ack:
                OnAck(frame, now);
                break;
            case Command.SyncBegin:
                _queue.BeginSync(frame.SyncKey);
                break;
            case Command.SyncEnd:
                _syncRefusals = 0;
                _queue.EndSync(frame.SyncKey, frame.HasMore);
                break;
            case Command.SyncNotify or Command.Pong:
                _queue.HeardOf(frame.SyncKey);
                break;
            default:
                // METADATA's keys are with the frame that they were sent for.
                break;
        }
    }

    private void OnMessage(in Frame frame, long now)
    {
        var key = frame.Flags.HasFlag(FrameFlags.Push)
            ? _queue.TryTakePush(frame.SyncKey, frame.PreviousSyncKey) ? frame.SyncKey : null
            : _queue.TakeSynced(frame.SyncKey);
        if (key is { } taken)
        {
            Take(taken, MessageName.TryRead(frame.Content, out var name) ? name : null, now);
        }
    }

    private void OnAck(in Frame frame, long now)
    {
        var isRetryable = frame.Status is Status.StorageUnavailable or Status.RoutingUnavailable or Status.RateLimited;
        if (isRetryable && _queue.IsSyncing && frame.AckedSeq == _syncSeq)
        {
            _queue.AskAgain();
            _syncPausedUntil = now + RetryPause.After(_syncRefusals++);
        }

        // No message: a PING or a SYNC_KEY was refused, which changes nothing.
        if (_outbox.TakeAnswered(frame.AckedSeq) is not { } message)
        {
            return;
        }

        if (frame.Status == Status.Ok)
        {
            message.AcknowledgedKey = frame.SyncKey;
            _acknowledged++;
            Settle(message.Name, now);
            if (_queue.TryTakePush(frame.SyncKey, frame.PreviousSyncKey))
            {
                Take(frame.SyncKey, message.Name, now);
            }
        }
        else if (isRetryable)
        {
            _refused++;
            _outbox.Pause(message, now);
        }
        else
        {
            message.Refusal = frame.Status;
            Settle(message.Name, now);
        }
    }

    private void Take(long key, MessageName? name, long now)
    {
        Record.Received.Add(new QueueEntry(key, name));
        if (name is not { } message)
        {
            return;
        }

        if (message.Sender == user)
        {
            Settle(message, now);
        }
        else if (_isWriting)
        {
            habit.OnReceived(this, message, now);
        }
    }

    private void Settle(MessageName name, long now)
    {
        if (_outbox.Settle(name))
        {
            acks.OnSettled(user, now);
        }
    }

    private void Send(long now)
    {
        if (_socket is not { } socket)
        {
            return;
        }

        if (now >= _syncPausedUntil && _queue.TryBeginSync(out var key))
        {
            _syncSeq = socket.SendSync(key);
        }

        if (_queue.IsCaughtUp)
        {
            SendOutbox(socket, now);
            if (_keeper.TakeDue(_queue.Key, now))
            {
                socket.SendSyncKey(_queue.Key);
            }
        }

        socket.Flush();
    }

    private void SendOutbox(ClientSocket socket, long now)
    {
        foreach (var message in _outbox.Due(now).ToList())
        {
            _resent += message.WasSent ? 1 : 0;
            message.WasSent = true;
            _outbox.OnSent(message, socket.SendMessage(Outgoing(message.Name), message.Name.Uuid));
        }
    }

    private static OutgoingMessage Outgoing(MessageName name)
    {
        var isSeller = name.Sender.AppId == FaultOptions.KefuAppId;
        var (customer, seller) = isSeller ? (name.Receiver, name.Sender) : (name.Sender, name.Receiver);
        return new OutgoingMessage(
            isSeller ? Command.CustomerSupport : Command.Customer, FrameFlags.None, customer.AppId, customer.Uid, StoreId: 0, seller.Uid, name.Content);
    }
}
