using System.Globalization;
using System.Net.WebSockets;
using System.Threading.Channels;
using KefuChat.Protocol;
using KefuChat.Tests.TestClients;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Processes.Cluster;

/// <summary>
/// A customer or seller by the book, who writes to its peers all the time: keeps an outbox and sends what is left of it
/// again with the same uuids, comes back through whichever gateway lives, and keeps its queue by sync keys. It never
/// pings, so nothing but the servers' own notices tells it of what it missed.
/// </summary>
internal sealed class Participant(User user, string token, int inFlight, Func<Uri> gateway, AckCounter acks)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly List<Outgoing> _outbox = [];
    private readonly HashSet<long> _confirmations = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private KefuClient? _client;
    private bool _syncing;
    private bool _wasRefused;
    private long _notified;
    private int _count;
    private volatile bool _isSending = true;
    private long _expectedKey = long.MaxValue;

    public User User => user;

    /// <summary>Whom it writes to, in turn.</summary>
    public List<User> Peers { get; } = [];

    public QueueView Queue { get; } = new();

    /// <summary>What was acknowledged, in the order it was sent first.</summary>
    public List<Outgoing> Acknowledged { get; } = [];

    /// <summary>How often it connected.</summary>
    public int Logins { get; private set; }

    /// <summary>
    /// Completes when the server knows its device, which it then gives every message from the first: one it does not know
    /// gets the newest 200 only.
    /// </summary>
    public Task Ready => _ready.Task;

    /// <summary>Lets it write.</summary>
    public void Start() => _started.SetResult();

    /// <summary>Writes and reads until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var client = await ConnectAsync();
                await TalkAsync(client, cancellationToken);
            }
            catch (Exception e) when (e is WebSocketException or ChannelClosedException or IOException or HttpRequestException or OperationCanceledException)
            {
                // The gateway has gone, refuses for now, or the test is over.
            }

            // A client comes back after a random pause, as the protocol asks of it.
            await Task.Delay(Random.Shared.NextDouble() * LongestPause, CancellationToken.None);
        }
    }

    /// <summary>Writes no more; completes when everything written is acknowledged.</summary>
    public Task DrainAsync()
    {
        _isSending = false;
        return _drained.Task;
    }

    /// <summary>Completes when it has seen its queue up to a key. Its connections alone must bring that about.</summary>
    public Task SeeAsync(long key)
    {
        Volatile.Write(ref _expectedKey, key);
        CheckComplete();
        return _complete.Task;
    }

    private async Task<KefuClient> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(KefuV1Codec.Subprotocol);
        await socket.ConnectAsync(new UriBuilder(gateway()) { Scheme = "ws", Path = "/ws" }.Uri, CancellationToken.None).WaitAsync(ChatClient.Patience);
        var client = new KefuClient(new WebClientSocket(socket));
        client.Read();
        return client;
    }

    private async Task TalkAsync(KefuClient client, CancellationToken cancellationToken)
    {
        _client = client;
        _syncing = false;
        _wasRefused = false;
        _confirmations.Clear();
        _notified = 0;
        foreach (var outgoing in _outbox)
        {
            outgoing.Seq = 0;
        }

        await client.SendAsync(Command.AuthToken, (long)Platform.Web, token, $"device of {user}");
        while (true)
        {
            await HandleAsync(await client.ReadAsync(cancellationToken));
        }
    }

    private async Task HandleAsync(ServerFrame frame)
    {
        switch (frame.Command)
        {
            case Command.AuthStatus when frame.Status == Status.Ok:
                Logins++;
                await BeginAsync(frame.SyncKey);
                break;
            case Command.AuthStatus:
                Assert.Equal(Status.StorageUnavailable, frame.Status);
                break;
            case Command.Ack:
                await TakeAckAsync(frame);
                break;
            case Command.Customer or Command.CustomerSupport when _syncing && (frame.Flags & MessageFlags.Push) == 0:
                Queue.TakeSynced(frame);
                break;
            case Command.Customer or Command.CustomerSupport:
                if (!Queue.TryTake(frame, frame.Content))
                {
                    await NoticeAsync(frame.SyncKey);
                }

                break;
            case Command.SyncNotify:
                await NoticeAsync(frame.SyncKey);
                break;
            case Command.SyncBegin:
                break;
            case Command.SyncEnd:
                _syncing = false;
                _confirmations.Add(await _client!.SendAsync(Command.SyncKey, Queue.Key));
                await NoticeAsync(frame.HasMore ? Queue.Key + 1 : _notified);
                if (_ready.TrySetResult())
                {
                    await _started.Task;
                    await SendAsync();
                }

                break;
            default:
                Assert.Fail($"a server sent {frame.Command}");
                break;
        }

        CheckComplete();
    }

    private void CheckComplete()
    {
        if (Queue.Key >= Volatile.Read(ref _expectedKey))
        {
            _complete.TrySetResult();
        }
    }

    private async Task BeginAsync(long newestKey)
    {
        if (_ready.Task.IsCompleted)
        {
            await NoticeAsync(newestKey);
            await SendAsync();
        }
        else
        {
            // The round's end says that the key before it was stored.
            _confirmations.Add(await _client!.SendAsync(Command.SyncKey, 0L));
            await SyncAsync();
        }
    }

    /// <summary>The queue is known to reach this key: sync, if ours does not, and no round is under way.</summary>
    private async Task NoticeAsync(long key)
    {
        _notified = Math.Max(_notified, key);
        if (_notified > Queue.Key && !_syncing)
        {
            await SyncAsync();
        }
    }

    private async Task SyncAsync()
    {
        _syncing = true;
        await _client!.SendAsync(Command.Sync, Queue.Key, 0L);
    }

    private async Task TakeAckAsync(ServerFrame ack)
    {
        if (_outbox.Find(outgoing => outgoing.Seq == ack.AckedSeq) is not { } outgoing)
        {
            // A SYNC_KEY is answered only when it was not stored; the next one says more anyway.
            Assert.Contains(ack.AckedSeq, _confirmations);
            Assert.Equal(Status.StorageUnavailable, ack.Status);
            return;
        }

        if (ack.Status == Status.Ok)
        {
            _outbox.Remove(outgoing);
            Acknowledged.Add(outgoing);
            acks.Count();
            if (_syncing || !Queue.TryTake(ack, outgoing.Content))
            {
                await NoticeAsync(ack.SyncKey);
            }
        }
        else
        {
            Assert.Equal(Status.StorageUnavailable, ack.Status);
            outgoing.WasRefused = true;
            outgoing.Seq = 0;
            _wasRefused = true;
        }

        await SendAsync();
    }

    /// <summary>
    /// Whatever of the outbox has not been sent on this connection, in order. After a refusal everything in flight is
    /// awaited first, and a moment more.
    /// </summary>
    private async Task SendAsync()
    {
        if (_wasRefused)
        {
            if (_outbox.Exists(outgoing => outgoing.Seq != 0))
            {
                return;
            }

            await Task.Delay(Random.Shared.NextDouble() * LongestPause);
            _wasRefused = false;
        }

        while (_isSending && _outbox.Count < inFlight)
        {
            var peer = Peers[_count % Peers.Count];
            _outbox.Add(new Outgoing(peer, string.Create(CultureInfo.InvariantCulture, $"{user} to {peer}: {++_count}")));
        }

        foreach (var outgoing in _outbox.Where(outgoing => outgoing.Seq == 0))
        {
            outgoing.Seq = await SendAsync(outgoing);
        }

        if (!_isSending && _outbox.Count == 0)
        {
            _drained.TrySetResult();
        }
    }

    private Task<int> SendAsync(Outgoing outgoing) => user.AppId == 1
        ? _client!.AnswerAsync(outgoing.Peer, user.Uid, outgoing.Content, outgoing.Content)
        : _client!.AskAsync(user, outgoing.Peer.Uid, outgoing.Content, outgoing.Content);
}
