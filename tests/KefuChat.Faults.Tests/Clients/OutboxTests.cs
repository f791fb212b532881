using KefuChat.Faults.Clients;
using KefuChat.Load.Measurement;
using KefuChat.Protocol;

namespace KefuChat.Faults.Tests.Clients;

/// <summary>One message of a conversation on its way at a time, until it is known to be stored.</summary>
public sealed class OutboxTests
{
    private static readonly User Sender = new(7, 1001);
    private readonly Outbox _outbox = new();

    [Fact]
    public void The_first_of_each_conversation_is_sent_and_the_next_when_it_is_settled()
    {
        var (first, second, other) = (Write(1, seller: 1), Write(2, seller: 1), Write(3, seller: 2));
        Assert.Equal([first, other], _outbox.Due(0));
        _outbox.OnSent(first, 10);
        Assert.Equal([other], _outbox.Due(0));

        Assert.Same(first, _outbox.TakeAnswered(10));
        Assert.True(_outbox.Settle(first.Name));
        Assert.False(_outbox.Settle(first.Name));
        Assert.Equal([second, other], _outbox.Due(0));
        Assert.Equal(2, _outbox.Count);
    }

    [Fact]
    public void What_was_refused_for_now_keeps_its_place_and_waits_longer_each_time()
    {
        var first = Write(1, seller: 1);
        Write(2, seller: 1);
        _outbox.OnSent(first, 10);
        _outbox.Pause(first, now: 0);
        Assert.Empty(_outbox.Due(Clock.FromSeconds(1) - 1));
        Assert.Equal([first], _outbox.Due(Clock.FromSeconds(1)));

        _outbox.OnSent(first, 11);
        _outbox.Pause(first, now: 0);
        Assert.Empty(_outbox.Due(Clock.FromSeconds(2) - 1));
        Assert.Equal([first], _outbox.Due(Clock.FromSeconds(2)));
    }

    [Fact]
    public void On_a_new_connection_what_had_no_answer_is_sent_again_at_once()
    {
        var (first, other) = (Write(1, seller: 1), Write(2, seller: 2));
        _outbox.OnSent(first, 10);
        _outbox.OnSent(other, 11);
        _outbox.Pause(other, now: 0);
        _outbox.End();
        Assert.Equal([first, other], _outbox.Due(0));
        Assert.Null(_outbox.TakeAnswered(10));
    }

    [Fact]
    public void An_answer_after_the_queue_has_told_is_still_known_and_changes_nothing()
    {
        var (first, second) = (Write(1, seller: 1), Write(2, seller: 1));
        _outbox.OnSent(first, 10);
        _outbox.Settle(first.Name);
        Assert.Same(first, _outbox.TakeAnswered(10));
        _outbox.Pause(first, now: 0);
        Assert.Equal([second], _outbox.Due(0));
    }

    private SentMessage Write(int number, long seller)
    {
        var message = new SentMessage(new MessageName(Sender, new User(1, seller), number));
        _outbox.Add(message);
        return message;
    }
}
