using KefuChat.Load.Network;
using KefuChat.Load.Protocol;
using User = KefuChat.Protocol.User;

namespace KefuChat.Faults.Clients;

/// <summary>
/// A user's client, behaving as our SDK does: reads its queue without gap or repeat, sends its outbox until all of it is
/// stored, and keeps a record of both. It outlives its connections. Safe for many threads.
/// </summary>
internal sealed class ChatClient : IFrameHandler
{
    private readonly Lock _gate = new();
    private readonly QueueReader _queue = new();
    private readonly Habit _habit;
    private readonly Sender _sender;
    private readonly Heartbeat _heartbeat = new();
    private readonly KeyKeeper _keeper = new();
    private ClientSocket? _socket;
    private bool _isWriting;
    private long _lastArrival;
    private Login _login;
    private bool _isLoggedIn;

    /// <summary>The network broke off: what the server says does not arrive.</summary>
    private bool _isCutOff;

    private long _syncSeq;
    private long _syncPausedUntil;
    private int _syncRefusals;
    private long _connections;

    public ChatClient(User user, Habit habit, AckClock acks)
    {
        _habit = habit;
        Record = new ClientRecord(user);
        _sender = new Sender(Record, acks);
    }

    public User User => Record.User;

    /// <summary>To be read once no connection is left.</summary>
    public ClientRecord Record { get; }

    public WorkloadCounts Counts => Locked(() => new WorkloadCounts(
        Record.Sent.Count, _sender.Acknowledged, _sender.Refused, _sender.Resent, Record.Received.Count, Math.Max(0, _connections - 1)));

    /// <summary>Whether everything written is settled; how many entries of its queue the client holds; whether it has caught up at all.</summary>
    public (bool IsSettled, long Held, bool IsCaughtUp) State =>
        Locked(() => (_sender.IsSettled, Record.Received.Count, _queue.IsCaughtUp));

    /// <summary>Whether the user writes and answers.</summary>
    public void SetWriting(bool isWriting) => Locked(() => _isWriting = isWriting);

    /// <summary>A socket is open: logs in.</summary>
    public void Open(ClientSocket socket, Login login, long now)
    {
        lock (_gate)
        {
            _connections++;
            _socket = socket;
            _login = login;
            _isCutOff = false;
            _isLoggedIn = false;
            _heartbeat.OnOpened(now);
            socket.SendToken(login.Token, $"device of {User}");
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
            _sender.End();
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
                _habit.OnTick(this, now);
            }

            if (_isCutOff || _heartbeat.IsSilent(now))
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

    /// <inheritdoc cref="Sender.TryWrite"/>
    public bool TryWrite(User receiver, long now) => Locked(() => _sender.TryWrite(receiver, now));

    /// <summary>The run is over: enters into the record what is left.</summary>
    public void Close() => Record.Unsettled.AddRange(_sender.Unsettled);

    void IFrameHandler.OnFrame(ReadOnlySpan<byte> payload, long arrivedAt)
    {
        lock (_gate)
        {
            _heartbeat.OnHeard();
            _lastArrival = arrivedAt;
            while (!_isCutOff && _socket!.Codec.TryRead(payload, out var frame, out var consumed))
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

    private T Locked<T>(Func<T> get)
    {
        lock (_gate)
        {
            return get();
        }
    }

    private void OnFrame(in Frame frame, long now)
    {
        switch (frame.Command)
        {
            case Command.AuthStatus when frame.Status == Status.Ok:
                _isLoggedIn = true;
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
        if (Sender.IsRetryable(frame.Status) && _queue.IsSyncing && frame.AckedSeq == _syncSeq)
        {
            _queue.AskAgain();
            _syncPausedUntil = now + RetryPause.After(_syncRefusals++);
        }

        // An own message is an entry of the own queue, and its ACK as good as a push.
        if (_sender.OnAck(frame, now) is { } name && _queue.TryTakePush(frame.SyncKey, frame.PreviousSyncKey))
        {
            Take(frame.SyncKey, name, now);
        }
    }

    private void Take(long key, MessageName? name, long now)
    {
        Record.Received.Add(new QueueEntry(key, name));
        if (name is not { } message)
        {
            return;
        }

        if (message.Sender == User)
        {
            _sender.Settle(message, now);
        }
        else if (_isWriting)
        {
            _habit.OnReceived(this, message, now);
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

        if ((_queue.IsCaughtUp || (_isLoggedIn && _login.SendsAtOnce)) && _sender.SendDue(socket, now))
        {
            _isCutOff |= _isWriting && now >= _login.NetworkEndsAt;
        }

        if (_queue.IsCaughtUp && _keeper.TakeDue(_queue.Key, now))
        {
            socket.SendSyncKey(_queue.Key);
        }

        socket.Flush();
    }
}
