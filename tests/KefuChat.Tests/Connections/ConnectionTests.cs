using KefuChat.Configuration;
using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.TestClients.Wire;
using KefuChat.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Connections;

public sealed class ConnectionTests : IAsyncDisposable
{
    private const int Capacity = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FakeTransport _transport = new();
    private readonly FakeHandler _handler = new();
    private readonly ManualTime _time = new();
    private readonly Connection _connection;
    private readonly Task _running;

    public ConnectionTests()
    {
        var limits = new LimitOptions { SendQueueFrames = Capacity };
        _connection = new Connection(1, _transport, new KefuV1Codec(), limits, _time, NullLogger.Instance);
        _running = _connection.RunAsync(_handler);
    }

    public async ValueTask DisposeAsync()
    {
        _transport.Abort();
        await _running.WaitAsync(Patience);
        await _connection.DisposeAsync();
    }

    [Fact]
    public async Task A_peer_that_does_not_read_its_answers_is_not_read_from()
    {
        _handler.OnFrame = frame =>
        {
            _connection.Outgoing.Reply(new Pong(frame.Seq));
            return ValueTask.CompletedTask;
        };
        SendPings(100);

        // One flush is on its way and holds what it took; behind it the queue fills up, and reading stops.
        await EndToEndTest.WaitUntilAsync(() => !HasRoom);
        Assert.InRange(_handler.Handled.Count, Capacity, 2 * Capacity + 1);

        _transport.AllowWrites(1000);
        Assert.Equal(Enumerable.Range(1, 100).Select(key => (long)key), await TakePongsAsync(100));
        Assert.Equal(100, _handler.Handled.Count);
    }

    [Fact]
    public async Task Several_frames_that_wait_go_out_in_one_flush()
    {
        _connection.Outgoing.Reply(new Pong(1));
        _transport.AllowWrites(1);
        var first = await _transport.Flushes.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        for (var key = 2; key <= 9; key++)
        {
            _connection.Outgoing.Reply(new Pong(key));
        }

        _transport.AllowWrites(1000);
        var flushes = new List<byte[][]> { first };
        while (flushes.Sum(flush => flush.Length) < 9)
        {
            flushes.Add(await _transport.Flushes.Reader.ReadAsync().AsTask().WaitAsync(Patience));
        }

        // The write loop may have taken one frame of the eight before the others were there.
        Assert.InRange(flushes.Count, 2, 3);
        Assert.Equal(Enumerable.Range(1, 9).Select(key => (long)key), flushes.SelectMany(flush => flush).Select(frame => KefuV1Wire.Decode(frame).SyncKey));
    }

    [Fact]
    public async Task A_slow_readers_pushes_become_one_notify_and_its_acks_all_arrive()
    {
        // While a flush is on its way nothing else is taken, so that all of it meets the same queue.
        _connection.Outgoing.Reply(new Pong(0));
        await _transport.Writing.WaitAsync(Patience);
        for (var key = 1; key <= 200; key++)
        {
            _connection.Deliver(new Delivery(new CustomerMessage(Command.Customer), key, MessageFlags.Push));
            if (key % 50 == 0)
            {
                _connection.Outgoing.Reply(new Ack(key, Status.Ok, 0, 0, ""));
            }
        }

        _transport.AllowWrites(1000);
        var frames = new List<ServerFrame>();
        while (frames.LastOrDefault()?.Command != Command.SyncNotify)
        {
            frames.AddRange(Array.ConvertAll(await _transport.Flushes.Reader.ReadAsync().AsTask().WaitAsync(Patience), KefuV1Wire.Decode));
        }

        Assert.Equal([50L, 100L, 150L, 200L], frames.Where(frame => frame.Command == Command.Ack).Select(frame => frame.AckedSeq));
        Assert.Equal(200, Assert.Single(frames, frame => frame.Command == Command.SyncNotify).SyncKey);
        var pushed = frames.Where(frame => frame.Command == Command.Customer).Select(frame => frame.SyncKey).ToList();
        Assert.InRange(pushed.Count, Capacity, 2 * Capacity);
        Assert.Equal(Enumerable.Range(1, pushed.Count).Select(key => (long)key), pushed);
    }

    [Fact]
    public async Task It_is_closed_once_and_the_first_reason_counts()
    {
        _connection.Close(CloseCode.Idle, "first");
        _connection.Close(CloseCode.RateAbused, "second");
        _transport.ReceiveClose();

        await _running.WaitAsync(Patience);

        Assert.Equal([(CloseCode.Idle, "first")], _transport.Goodbyes);
        Assert.True(_handler.IsClosing);
    }

    [Fact]
    public async Task What_is_in_flight_is_answered_before_the_goodbye()
    {
        var drained = new TaskCompletionSource();
        _handler.Drained = drained.Task;
        _connection.Close(CloseCode.Draining, "500");
        Assert.Empty(_transport.Goodbyes);

        _connection.Outgoing.Reply(new Ack(7, Status.Ok, 0, 0, ""));
        drained.SetResult();
        _transport.AllowWrites(1);
        var flush = await _transport.Flushes.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        _transport.ReceiveClose();
        await _running.WaitAsync(Patience);

        Assert.Equal(7, KefuV1Wire.Decode(Assert.Single(flush)).AckedSeq);
        Assert.Equal([(CloseCode.Draining, "500")], _transport.Goodbyes);
    }

    [Fact]
    public async Task Frames_that_come_while_it_closes_are_dropped()
    {
        _connection.Close(CloseCode.Draining, "500");
        SendPings(5);
        _transport.ReceiveClose();
        await _running.WaitAsync(Patience);
        Assert.Empty(_handler.Handled);
    }

    [Fact]
    public async Task A_handler_that_fails_ends_its_connection_with_1013()
    {
        _handler.OnFrame = _ => throw new InvalidOperationException("a bug");
        SendPings(1);
        await EndToEndTest.WaitUntilAsync(() => _transport.Goodbyes.Count == 1);
        Assert.Equal(CloseCode.Overloaded, _transport.Goodbyes[0].Code);
    }

    [Fact]
    public async Task A_peer_that_neither_reads_nor_leaves_is_dropped()
    {
        // A handler in the middle of a long answer, behind a full queue, to a peer that does not read.
        _handler.OnFrame = async _ =>
        {
            while (!_handler.IsClosing)
            {
                _connection.Outgoing.Reply(new Pong(1));
                await _connection.Outgoing.WaitForRoomAsync();
            }
        };
        SendPings(1);
        await EndToEndTest.WaitUntilAsync(() => !HasRoom);

        _connection.Close(CloseCode.Idle, "");
        _time.Advance(ConnectionDeadline.CloseTimeout);

        await _running.WaitAsync(Patience);
        Assert.True(_transport.IsAborted);
    }

    [Fact]
    public async Task A_login_that_ends_too_late_does_not_lengthen_the_goodbye()
    {
        _connection.Close(CloseCode.AuthenticationFailed, "");
        _connection.MarkAuthenticated();
        _time.Advance(ConnectionDeadline.CloseTimeout);
        await _running.WaitAsync(Patience);
        Assert.True(_transport.IsAborted);
    }

    [Fact]
    public async Task A_message_that_cannot_be_written_ends_the_connection()
    {
        // No message of the server's: the codec throws.
        _connection.Outgoing.Reply(Ping.Instance);
        await _running.WaitAsync(Patience);
        Assert.True(_handler.IsClosing);
    }

    [Fact]
    public async Task A_socket_that_fails_to_write_ends_the_connection()
    {
        _connection.Outgoing.Reply(new Pong(1));
        _transport.Abort();
        await _running.WaitAsync(Patience);
        Assert.True(_handler.IsClosing);
    }

    private bool HasRoom => _connection.Outgoing.WaitForRoomAsync().AsTask().IsCompleted;

    private void SendPings(int count)
    {
        for (var seq = 1; seq <= count; seq++)
        {
            _transport.Receive(KefuV1Wire.Encode(Command.Ping, seq, MessageFlags.None));
        }
    }

    private async Task<List<long>> TakePongsAsync(int count)
    {
        var keys = new List<long>();
        while (keys.Count < count)
        {
            keys.AddRange((await _transport.Flushes.Reader.ReadAsync().AsTask().WaitAsync(Patience)).Select(frame => KefuV1Wire.Decode(frame).SyncKey));
        }

        return keys;
    }
}
