using KefuChat.Faults.Clients;
using KefuChat.Faults.Tests.Support;
using KefuChat.Load.Measurement;
using KefuChat.Load.Network;
using KefuChat.Load.Protocol;
using User = KefuChat.Protocol.User;

namespace KefuChat.Faults.Tests.Clients;

/// <summary>A client against a forged server: its outbox and its queue over the ends of connections.</summary>
public sealed class ChatClientTests : IDisposable
{
    private const string AuthToken = "0f";
    private const string Ping = "0d";
    private const string Sync = "1a";
    private const string Customer = "18";
    private const string SyncKey = "22";
    private const long Never = long.MaxValue;

    private static readonly User Me = new(7, 1001);
    private static readonly User Seller = new(1, 1);

    private static readonly long Start = Clock.FromSeconds(1000);

    private readonly ChatClient _client = new(Me, new SilentHabit(), new AckClock());
    private FakeConnection _connection = new();

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Sends_what_was_written_once_it_is_caught_up_and_takes_the_ACK_for_the_entry_of_its_queue()
    {
        _client.TryWrite(Seller, Start);
        Connect();
        Assert.Equal([AuthToken], SentCommands());
        Receive(ServerFrames.AuthStatus(newest: 0));
        Assert.Equal([Customer], SentCommands());

        Receive(ServerFrames.Ack(2, key: 1));
        Assert.Equal(1, _client.Record.Sent[0].AcknowledgedKey);
        Assert.Equal([new QueueEntry(1, Written(1))], _client.Record.Received);
        Assert.Equal((true, 1, true), _client.State);
        Assert.Equal(new WorkloadCounts(1, 1, 0, 0, 1, 0), _client.Counts);
        Assert.Equal([SyncKey], SentCommands());
    }

    [Fact]
    public void Sends_again_on_the_next_connection_what_had_no_answer()
    {
        LogIn(newest: 0);
        Write();
        var first = Assert.Single(_connection.TakeSent());
        Assert.True(_client.End());

        Reconnect();
        Receive(ServerFrames.AuthStatus(newest: 0));
        Assert.Equal(first, _connection.TakeSent()[^1]);
        Assert.Equal(new WorkloadCounts(1, 0, 0, 1, 0, 1), _client.Counts);
    }

    [Fact]
    public void Does_not_send_again_what_the_queue_shows_to_be_stored()
    {
        LogIn(newest: 0);
        Write();
        _client.End();
        Reconnect();
        Receive(ServerFrames.AuthStatus(newest: 1));
        Assert.Equal([AuthToken, Sync], SentCommands());

        Receive(ServerFrames.SyncBegin(0), ServerFrames.Message(Written(1), 1), ServerFrames.SyncEnd(1));
        Assert.Equal([SyncKey], SentCommands());
        Assert.Equal((true, 1, true), _client.State);
        Assert.Null(_client.Record.Sent[0].AcknowledgedKey);
    }

    [Fact]
    public void Sends_again_after_a_pause_what_was_refused_for_now()
    {
        LogIn(newest: 0);
        Write();
        _connection.TakeSent();
        Receive(ServerFrames.Ack(2, key: 0, Status.StorageUnavailable));
        Assert.Empty(SentCommands());
        _client.Tick(Start + Clock.FromSeconds(1));
        Assert.Equal([Customer], SentCommands());
        Assert.Equal(new WorkloadCounts(1, 0, 1, 1, 0, 0), _client.Counts);
    }

    [Fact]
    public void Gives_up_what_was_refused_for_good_and_says_so()
    {
        LogIn(newest: 0);
        Write();
        Receive(ServerFrames.Ack(2, key: 0, Status.Forbidden));
        Assert.Equal(Status.Forbidden, _client.Record.Sent[0].Refusal);
        Assert.True(_client.State.IsSettled);
    }

    [Fact]
    public void Sends_a_refused_sync_again_after_a_pause()
    {
        Connect();
        Receive(ServerFrames.AuthStatus(newest: 5));
        Assert.Equal([AuthToken, Sync], SentCommands());
        Receive(ServerFrames.Ack(2, key: 0, Status.RateLimited));
        Assert.Empty(SentCommands());
        _client.Tick(Start + Clock.FromSeconds(1));
        Assert.Equal([Sync], SentCommands());
    }

    [Fact]
    public void Syncs_over_a_gap_and_takes_each_entry_once()
    {
        LogIn(newest: 0);
        Receive(ServerFrames.Message(Incoming(1), 1, isPush: true), ServerFrames.Message(Incoming(3), 3, isPush: true));
        Assert.Contains(Sync, SentCommands());
        Receive(ServerFrames.SyncBegin(1), ServerFrames.Message(Incoming(2), 2), ServerFrames.Message(Incoming(3), 3), ServerFrames.SyncEnd(3));
        Receive(ServerFrames.Message(Incoming(3), 3, isPush: true), ServerFrames.SyncNotify(3));
        Assert.Equal(Enumerable.Range(1, 3).Select(number => new QueueEntry(number, Incoming(number))), _client.Record.Received);
    }

    [Fact]
    public void Enters_what_is_no_message_of_anybody_here()
    {
        LogIn(newest: 0);
        Receive(ServerFrames.Message("{}", 1, isPush: true));
        Assert.Equal([new QueueEntry(1, null)], _client.Record.Received);
    }

    [Fact]
    public void Drops_a_socket_on_which_nothing_comes()
    {
        LogIn(newest: 0);
        _client.Tick(Start + Clock.FromSeconds(5));
        Assert.Equal([Ping], SentCommands());
        Assert.False(_connection.IsDropped);
        _client.Tick(Start + Clock.FromSeconds(11));
        Assert.True(_connection.IsDropped);
    }

    [Fact]
    public void Drops_a_socket_on_which_the_login_is_refused()
    {
        Connect();
        Receive(ServerFrames.AuthStatus(0, Status.StorageUnavailable));
        Assert.True(_connection.IsDropped);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Its_network_breaks_off_while_its_user_writes(bool isWriting)
    {
        _client.SetWriting(isWriting);
        Connect(networkEndsAt: Start);
        _client.Tick(Start);
        Assert.Equal(isWriting, _connection.IsDropped);
    }

    [Fact]
    public void Writes_no_more_while_too_much_is_unacknowledged_and_tells_at_the_end_what_is_left()
    {
        var written = Enumerable.Range(0, 30).Count(_ => _client.TryWrite(Seller, Start));
        Assert.InRange(written, 1, 29);
        _client.Close();
        Assert.Equal(written, _client.Record.Unsettled.Count);
    }

    private static MessageName Written(int number) => new(Me, Seller, number);

    private static MessageName Incoming(int number) => new(Seller, Me, number);

    private void Connect(long networkEndsAt = Never) =>
        _client.Open(new ClientSocket(_connection, new KefuV1Codec()), "TOKEN", Start, networkEndsAt);

    private void Reconnect()
    {
        _connection.Dispose();
        _connection = new FakeConnection();
        Connect();
    }

    private void LogIn(long newest)
    {
        Connect();
        Receive(ServerFrames.AuthStatus(newest));
        _connection.TakeSent();
    }

    private void Write()
    {
        Assert.True(_client.TryWrite(Seller, Start));
        _client.Tick(Start);
    }

    private void Receive(params ReadOnlySpan<byte[]> frames)
    {
        IFrameHandler handler = _client;
        foreach (var frame in frames)
        {
            handler.OnFrame(frame, Start);
        }

        handler.OnFramesDone();
    }

    /// <summary>The second byte of a frame is its command.</summary>
    private List<string> SentCommands() => [.. _connection.TakeSent().Select(frame => frame[2..4])];

    private sealed class SilentHabit : Habit
    {
        public override void OnTick(ChatClient client, long now)
        {
            // It writes what a test writes.
        }

        public override void OnReceived(ChatClient client, MessageName message, long now)
        {
            // It never answers.
        }
    }
}
