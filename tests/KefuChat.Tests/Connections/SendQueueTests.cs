using KefuChat.Connections;
using KefuChat.Protocol;

namespace KefuChat.Tests.Connections;

public sealed class SendQueueTests : IDisposable
{
    private readonly SendQueue _queue = new(capacity: 4);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task What_is_added_is_taken_in_order()
    {
        _queue.Reply(new Pong(1));
        _queue.Push(Push(1));
        _queue.Reply(new Pong(2));

        Assert.True(await _queue.WaitAsync());
        Assert.Equal(["Pong 1", "Customer 1", "Pong 2"], TakeAll());
    }

    [Fact]
    public void Pushes_over_the_capacity_collapse_into_one_notify_with_the_last_key()
    {
        var results = Enumerable.Range(1, 7).Select(key => _queue.Push(Push(key))).ToList();

        Assert.Equal(Enumerable.Repeat(SendResult.Queued, 4).Concat(Enumerable.Repeat(SendResult.Collapsed, 3)), results);
        Assert.Equal(["Customer 1", "Customer 2", "Customer 3", "Customer 4", "SyncNotify 7"], TakeAll());
    }

    [Fact]
    public void Behind_a_collapsed_push_the_next_one_collapses_too_even_if_there_is_room()
    {
        for (var key = 1; key <= 5; key++)
        {
            _queue.Push(Push(key));
        }

        Assert.True(_queue.TryTake(out _));
        Assert.Equal(SendResult.Collapsed, _queue.Push(Push(6)));
        Assert.Equal(["Customer 2", "Customer 3", "Customer 4", "SyncNotify 6"], TakeAll());
    }

    [Fact]
    public void After_the_notify_pushes_are_live_again()
    {
        for (var key = 1; key <= 5; key++)
        {
            _queue.Push(Push(key));
        }

        TakeAll();
        Assert.Equal(SendResult.Queued, _queue.Push(Push(6)));
    }

    [Fact]
    public void Replies_are_never_dropped()
    {
        for (var i = 1; i <= 100; i++)
        {
            _queue.Reply(new Ack(i, Status.Ok, 0, 0, ""));
        }

        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"Ack {i}"), TakeAll());
    }

    [Fact]
    public void An_UNPERSISTENT_message_is_dropped_when_there_is_no_room()
    {
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(SendResult.Queued, _queue.PushUnpersistent(Unpersistent()));
        }

        Assert.Equal(SendResult.Dropped, _queue.PushUnpersistent(Unpersistent()));
        Assert.Equal(4, TakeAll().Count);
    }

    [Fact]
    public void Notifies_become_one_while_the_queue_is_more_than_half_full()
    {
        for (var i = 0; i < 3; i++)
        {
            _queue.Reply(new Pong(i));
        }

        _queue.Notify(5);
        _queue.Notify(9);
        _queue.Notify(7);

        Assert.Equal(["Pong 0", "Pong 1", "Pong 2", "SyncNotify 9"], TakeAll());
    }

    [Fact]
    public void While_held_pushes_wait_and_what_the_sync_gave_is_not_told_again()
    {
        _queue.Hold();
        Assert.Equal(SendResult.Collapsed, _queue.Push(Push(5)));
        _queue.Release(5);
        Assert.Empty(TakeAll());

        _queue.Hold();
        _queue.Push(Push(6));
        _queue.Push(Push(7));
        _queue.Release(6);
        Assert.Equal(["SyncNotify 7"], TakeAll());
    }

    [Fact]
    public async Task Room_is_taken_by_what_waits_and_by_replies_to_come()
    {
        _queue.Reply(new Pong(1));
        _queue.Reserve();
        _queue.Reserve();
        Assert.True(HasRoom);
        _queue.Reserve();
        var waiting = _queue.WaitForRoomAsync().AsTask();
        Assert.False(waiting.IsCompleted);

        // What was reserved is now a reply that waits: no room yet.
        _queue.ReplyReserved(new Pong(2));
        Assert.False(waiting.IsCompleted);
        Assert.True(_queue.TryTake(out _));
        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Nobody_waits_for_room_on_a_closing_connection()
    {
        for (var i = 0; i < 4; i++)
        {
            _queue.Reply(new Pong(i));
        }

        var waiting = _queue.WaitForRoomAsync().AsTask();
        _queue.StopWaiting();

        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(HasRoom);
    }

    [Fact]
    public async Task A_completed_queue_gives_out_what_waits_and_takes_nothing_live()
    {
        _queue.Reply(new Pong(1));
        _queue.Complete();

        Assert.Equal(SendResult.Closed, _queue.Push(Push(1)));
        Assert.Equal(SendResult.Closed, _queue.PushUnpersistent(Unpersistent()));
        Assert.Equal(SendResult.Closed, _queue.Notify(1));
        Assert.True(await _queue.WaitAsync());
        Assert.Equal(["Pong 1"], TakeAll());
        Assert.False(await _queue.WaitAsync());
    }

    [Fact]
    public async Task A_taker_that_waits_is_woken()
    {
        for (var i = 0; i < 1000; i++)
        {
            var waiting = _queue.WaitAsync().AsTask();
            _queue.Reply(new Pong(i));
            Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(20)));
            Assert.Equal([$"Pong {i}"], TakeAll());
        }
    }

    [Fact]
    public void An_UNPERSISTENT_message_does_not_come_into_the_middle_of_a_sync()
    {
        _queue.Hold();
        Assert.Equal(SendResult.Dropped, _queue.PushUnpersistent(Unpersistent()));
        _queue.Release(0);
        Assert.Equal(SendResult.Queued, _queue.PushUnpersistent(Unpersistent()));
    }

    [Fact]
    public void Who_was_told_of_a_key_is_not_told_again()
    {
        _queue.Push(Push(3));
        _queue.NotifyIfBehind(3);
        _queue.NotifyIfBehind(2);
        Assert.Equal(["Customer 3"], TakeAll());

        _queue.Notify(5);
        _queue.NotifyIfBehind(5);
        Assert.Equal(["SyncNotify 5"], TakeAll());

        _queue.Reply(new Ack(1, Status.Ok, 6, 0, ""));
        _queue.NotifyIfBehind(6);
        Assert.Equal(["Ack 1"], TakeAll());

        _queue.Reply(new Pong(7));
        _queue.NotifyIfBehind(7);
        Assert.Equal(["Pong 7"], TakeAll());

        _queue.Release(8);
        _queue.NotifyIfBehind(8);
        Assert.Empty(TakeAll());
    }

    [Fact]
    public void Who_is_behind_is_told_once()
    {
        _queue.Push(Push(3));
        _queue.NotifyIfBehind(4);
        _queue.NotifyIfBehind(4);

        Assert.Equal(["Customer 3", "SyncNotify 4"], TakeAll());
    }

    [Fact]
    public void Who_is_behind_in_the_middle_of_a_sync_is_told_at_its_end_unless_the_sync_gave_it()
    {
        _queue.Hold();
        _queue.NotifyIfBehind(4);
        Assert.Empty(TakeAll());
        _queue.Release(4);
        Assert.Empty(TakeAll());

        _queue.Hold();
        _queue.NotifyIfBehind(6);
        _queue.Release(5);
        Assert.Equal(["SyncNotify 6"], TakeAll());
    }

    [Fact]
    public void Who_will_be_told_of_a_later_key_is_not_told_of_an_earlier_one()
    {
        for (var key = 1; key <= 6; key++)
        {
            _queue.Push(Push(key));
        }

        _queue.NotifyIfBehind(5);

        Assert.Equal(["Customer 1", "Customer 2", "Customer 3", "Customer 4", "SyncNotify 6"], TakeAll());
    }

    [Fact]
    public void A_completed_queue_notifies_nobody()
    {
        _queue.Complete();
        _queue.NotifyIfBehind(1);
        Assert.Empty(TakeAll());
    }

    private bool HasRoom => _queue.WaitForRoomAsync().AsTask().IsCompleted;

    private static Delivery Push(long key) => new(new CustomerMessage(Command.Customer), key, MessageFlags.Push);

    private static Delivery Unpersistent() =>
        new(new CustomerMessage(Command.Customer) { Flags = MessageFlags.Unpersistent }, 0, MessageFlags.None);

    private List<string> TakeAll()
    {
        var taken = new List<string>();
        while (_queue.TryTake(out var next))
        {
            taken.Add(next.Message switch
            {
                Pong pong => $"Pong {pong.SyncKey}",
                Ack ack => $"Ack {ack.AckedSeq}",
                Delivery delivery => $"{delivery.Command} {delivery.SyncKey}",
                SyncNotify notify => $"SyncNotify {notify.SyncKey}",
                var message => message.ToString(),
            });
        }

        return taken;
    }
}
