using Kefu.Imr.V1;
using KefuChat.Protocol;
using KefuChat.Routing.Grpc;
using KefuChat.Tests.Time;
using Publication = KefuChat.Routing.Publication;
using User = KefuChat.Protocol.User;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>What a gateway tells a node, in which batches, and what it owes when a session closes.</summary>
public sealed class NodeOutboxTests
{
    private const long MaxBytes = 1_000_000;

    private static readonly User One = new(7, 1);
    private static readonly User Other = new(7, 2);

    private readonly ManualTime _time = new();
    private readonly NodeOutbox _outbox;

    public NodeOutboxTests() => _outbox = new NodeOutbox(_time, MaxBytes);

    [Fact]
    public void Items_come_in_the_order_of_the_calls_in_one_batch()
    {
        _outbox.Open();
        _outbox.Subscribe(One);
        _outbox.Publish(Notice(Other, 3));
        _ = _outbox.AskAsync([One, Other]);
        _outbox.Unsubscribe(One);

        var batch = _outbox.TryTake()!;

        Assert.Equal(1UL, batch.Number);
        Assert.Equal(
            [GatewayItem.ItemOneofCase.Subscribe, GatewayItem.ItemOneofCase.Publish, GatewayItem.ItemOneofCase.Presence, GatewayItem.ItemOneofCase.Unsubscribe],
            batch.Items.Select(item => item.ItemCase));
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds() * 1000, batch.Items[1].Publish.PublishedAtUs);
        Assert.Null(_outbox.TryTake());
    }

    [Fact]
    public void A_batch_has_at_most_512_items_and_ends_behind_a_mebibyte()
    {
        var outbox = new NodeOutbox(_time, long.MaxValue);
        outbox.Open();
        for (var key = 1; key <= 600; key++)
        {
            outbox.Publish(Notice(One, key));
        }

        Assert.Equal([512, 88], new[] { outbox.TryTake()!, outbox.TryTake()! }.Select(batch => batch.Items.Count));
        for (var key = 1; key <= 100; key++)
        {
            outbox.Publish(Message(One, key, 30_000));
        }

        var batches = new[] { outbox.TryTake()!, outbox.TryTake()!, outbox.TryTake()! };
        Assert.Equal(100, batches.Sum(batch => batch.Items.Count));
        Assert.All(batches, batch => Assert.InRange(batch.CalculateSize(), 1, SessionQueue.MaxBatchBytes + 40_000));
    }

    [Fact]
    public void While_a_node_owes_an_acknowledgement_for_2_s_what_is_stored_nowhere_is_refused()
    {
        var typing = RoutingClusterTest.Unpersistent(One);
        _outbox.Open();
        Assert.True(_outbox.Publish(typing));
        _outbox.TryTake();
        _time.Advance(NodeOutbox.AnswerLimit - TimeSpan.FromSeconds(1));
        Assert.True(_outbox.Publish(typing));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(_outbox.Publish(typing));
        Assert.True(_outbox.Publish(Notice(One, 1)));
        Assert.Equal(2, _outbox.TryTake()!.Items.Count);
        _outbox.Acknowledge(2);
        Assert.True(_outbox.Publish(typing));
    }

    [Fact]
    public void At_most_sixteen_batches_are_on_their_way_and_what_comes_then_gathers()
    {
        _outbox.Open();
        for (var key = 1; key <= 16; key++)
        {
            _outbox.Publish(Notice(One, key));
            Assert.Single(_outbox.TryTake()!.Items);
        }

        _outbox.Publish(Notice(One, 17));
        _outbox.Publish(Notice(One, 18));
        _outbox.Beat();
        Assert.Null(_outbox.TryTake());
        _outbox.Acknowledge(1);

        Assert.Equal([17L, 18L], _outbox.TryTake()!.Items.Select(item => item.Publish.GrownTo));
    }

    [Fact]
    public void A_beat_is_an_empty_batch_unless_something_waits()
    {
        _outbox.Open();
        _outbox.Beat();
        Assert.Empty(_outbox.TryTake()!.Items);
        Assert.Null(_outbox.TryTake());

        _outbox.Beat();
        _outbox.Subscribe(One);
        Assert.Single(_outbox.TryTake()!.Items);
        Assert.Null(_outbox.TryTake());
    }

    [Fact]
    public void An_acknowledgement_gives_the_users_whose_subscriptions_hold_and_who_are_still_here()
    {
        _outbox.Subscribe(One);
        _outbox.Open();
        _outbox.Subscribe(Other);
        _outbox.TryTake();
        _outbox.Unsubscribe(One);
        _outbox.TryTake();
        Assert.Equal([Other], _outbox.Acknowledge(2));

        _outbox.Subscribe(One);
        _outbox.TryTake();
        Assert.Equal([One], _outbox.Acknowledge(3));
        Assert.Empty(_outbox.Acknowledge(3));
    }

    [Fact]
    public void What_was_never_sent_is_not_acknowledged()
    {
        _outbox.Open();
        _outbox.Beat();
        _outbox.TryTake();
        Assert.Throws<InvalidDataException>(() => _outbox.Acknowledge(2));
    }

    [Fact]
    public void A_session_begins_with_all_users_and_behind_them_what_is_owed()
    {
        _outbox.Publish(Notice(One, 3));
        _outbox.Subscribe(One);
        _outbox.Subscribe(Other);
        _outbox.Unsubscribe(Other);
        _outbox.Open();
        _outbox.Publish(Notice(One, 4));

        var items = _outbox.TryTake()!.Items;

        Assert.Equal(One.Uid, items[0].Subscribe.Uid);
        Assert.Equal([3L, 4L], items.Skip(1).Select(item => item.Publish.GrownTo));
    }

    [Fact]
    public void Taken_or_not_what_is_not_acknowledged_when_a_session_closes_is_owed_for_each_user_once()
    {
        _outbox.Open();
        _outbox.Publish(Message(One, 1, wish: true));
        _outbox.TryTake();
        _outbox.Acknowledge(1);
        _outbox.Publish(Message(One, 2, wish: true));
        _outbox.TryTake();
        _outbox.Publish(Message(One, 3, wish: true));
        _outbox.Publish(Message(Other, 9));
        _outbox.Publish(new Publication(Other, new KefuChat.Protocol.Delivery(Body(1), 0, MessageFlags.None)));
        _outbox.Close();
        _outbox.Close();

        var owed = _outbox.TakeOwed(_ => true).OrderBy(notice => notice.Receiver.Uid).ToList();
        Assert.Equal([new SyncNotify(3), new SyncNotify(9)], owed.Select(notice => notice.Message));
        Assert.Equal([3L, null], owed.Select(notice => notice.PushWish?.SyncKey));
    }

    [Fact]
    public void An_older_publication_lowers_nothing_and_a_connection_is_excluded_only_if_it_knows_all()
    {
        _outbox.Publish(Message(One, 5, wish: true, excluded: 7));
        _outbox.Publish(Message(One, 4, wish: true, excluded: 7));
        _outbox.Publish(Notice(One, 6) with { ExcludedConnection = 7 });
        var owed = Assert.Single(_outbox.TakeOwed(_ => true));
        Assert.Equal((new SyncNotify(6), 7, 5), (owed.Message, owed.ExcludedConnection, owed.PushWish!.SyncKey));

        _outbox.Publish(owed);
        _outbox.Publish(Message(One, 7, excluded: 8));
        Assert.Equal(0, Assert.Single(_outbox.TakeOwed(_ => true)).ExcludedConnection);
        Assert.Empty(_outbox.TakeOwed(_ => true));
    }

    [Fact]
    public async Task Beyond_the_bound_the_session_closes_whatever_of_it_was_sent()
    {
        var closed = _outbox.Open();
        var key = 1;
        while (_outbox.Publish(Message(One, key, 30_000)))
        {
            key++;
            _outbox.TryTake();
        }

        Assert.InRange(key, MaxBytes / 31_000, (MaxBytes / 30_000) + 1);
        Assert.False(_outbox.IsOpen);
        await closed;
        Assert.Equal(new SyncNotify(key), Assert.Single(_outbox.TakeOwed(_ => true)).Message);
    }

    [Fact]
    public void What_is_acknowledged_does_not_count_nor_does_what_a_session_begins_with()
    {
        for (var uid = 1; uid <= 50; uid++)
        {
            _outbox.Publish(Message(new User(7, uid), 1, 30_000, wish: true));
        }

        _outbox.Open();
        for (var key = 1; key <= 100; key++)
        {
            Assert.True(_outbox.Publish(Message(One, key, 30_000)));
            while (_outbox.TryTake() is { } batch)
            {
                _outbox.Acknowledge(batch.Number);
            }
        }
    }

    [Fact]
    public async Task Questions_are_answered_by_their_number_and_given_up_when_the_session_closes()
    {
        Assert.Equal([false], await _outbox.AskAsync([One]));
        _ = _outbox.Open();
        var first = _outbox.AskAsync([One, Other]);
        var second = _outbox.AskAsync([Other]);
        var third = _outbox.AskAsync([One, Other]);
        var asked = _outbox.TryTake()!.Items.Select(item => item.Presence.Id).ToList();

        _outbox.Answer(new PresenceAnswer { Id = asked[1], Present = { true } });
        _outbox.Answer(new PresenceAnswer { Id = 99, Present = { true } });
        var miscounted = new Action(() => _outbox.Answer(new PresenceAnswer { Id = asked[2], Present = { true } }));
        Assert.Throws<InvalidDataException>(miscounted);
        _outbox.Close();

        Assert.Equal([false, false], await first);
        Assert.Equal([true], await second);
        Assert.Equal([false, false], await third);
    }

    private static Publication Notice(User user, long key) => new(user, new SyncNotify(key));

    private static Publication Message(User user, long key, int bytes = 1, bool wish = false, long excluded = 0)
    {
        var delivery = new KefuChat.Protocol.Delivery(Body(bytes), key, MessageFlags.Push);
        return new Publication(user, delivery, excluded, wish ? delivery : null);
    }

    private static CustomerMessage Body(int bytes) => new(Command.Customer) { Content = new byte[bytes] };
}
