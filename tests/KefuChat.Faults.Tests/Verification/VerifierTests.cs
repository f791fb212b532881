using KefuChat.Faults.Clients;
using KefuChat.Faults.Verification;
using KefuChat.Load.Protocol;
using User = KefuChat.Protocol.User;

namespace KefuChat.Faults.Tests.Verification;

/// <summary>Each promise is broken in a forged record, and found to be.</summary>
public sealed class VerifierTests
{
    private static readonly User Customer = new(7, 1001);
    private static readonly User Seller = new(1, 1);
    private static readonly User Other = new(1, 2);

    private readonly ClientRecord _customer = new(Customer);
    private readonly ClientRecord _seller = new(Seller);
    private readonly List<QueueEntry> _ofCustomer = [];
    private readonly List<QueueEntry> _ofSeller = [];
    private long? _newestOfCustomer;
    private string? _failure;

    public VerifierTests()
    {
        for (var number = 1; number <= 4; number++)
        {
            var message = Send(number);
            message.AcknowledgedKey = number;
            foreach (var list in (List<QueueEntry>[])[_ofCustomer, _ofSeller, _customer.Received, _seller.Received])
            {
                list.Add(new QueueEntry(number, message.Name));
            }
        }
    }

    [Fact]
    public void Where_every_promise_was_kept_nothing_is_found() => Assert.Empty(Verify());

    [Fact]
    public void What_was_not_acknowledged_may_be_missing()
    {
        Send(5);
        Assert.Empty(Verify());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_acknowledged_message_is_missing_in_one_queue(bool isSenders)
    {
        var (queue, client) = isSenders ? (_ofCustomer, _customer) : (_ofSeller, _seller);
        queue.RemoveAt(3);
        client.Received.RemoveAt(3);
        Expect(ViolationKind.Lost, $"7/1001>1/1 #4 was acknowledged and is not in the queue of {client.User}");
    }

    [Fact]
    public void A_message_lies_in_a_queue_twice()
    {
        _ofSeller.Add(new QueueEntry(5, Name(2)));
        _seller.Received.Add(new QueueEntry(5, Name(2)));
        Expect(ViolationKind.Doubled, "queue of 1/1: 7/1001>1/1 #2 lies under 2 and 5");
    }

    [Fact]
    public void Messages_lie_in_another_order_than_they_were_sent_in()
    {
        foreach (var list in (List<QueueEntry>[])[_ofSeller, _seller.Received])
        {
            list[1] = new QueueEntry(2, Name(3));
            list[2] = new QueueEntry(3, Name(2));
        }

        Expect(ViolationKind.Reordered, "queue of 1/1: 7/1001>1/1 #2 under 3 comes behind #3");
    }

    [Fact]
    public void A_queue_has_a_hole()
    {
        foreach (var list in (List<QueueEntry>[])[_ofSeller, _seller.Received])
        {
            list[3] = new QueueEntry(5, Name(4));
        }

        Assert.Equal(
            [
                new Violation(ViolationKind.Gap, "queue of 1/1: key 5 follows on 3"),
                new Violation(ViolationKind.Gap, "client of 1/1: key 5 came after 3"),
            ],
            Verify());
    }

    [Fact]
    public void A_queue_ends_behind_its_last_entry()
    {
        _newestOfCustomer = 5;
        Assert.Contains(new Violation(ViolationKind.Gap, "queue of 7/1001: its newest key is 5, its last entry's 4"), Verify());
    }

    [Fact]
    public void A_queue_holds_what_nobody_sent()
    {
        _ofSeller.Add(new QueueEntry(5, Name(9)));
        _seller.Received.Add(new QueueEntry(5, Name(9)));
        Expect(ViolationKind.Foreign, "queue of 1/1: key 5 is 7/1001>1/1 #9, which nobody sent there");
    }

    [Fact]
    public void A_queue_holds_what_was_sent_to_somebody_else()
    {
        var message = new SentMessage(new MessageName(Customer, Other, 5));
        _customer.Sent.Add(message);
        _ofSeller.Add(new QueueEntry(5, message.Name));
        _seller.Received.Add(new QueueEntry(5, message.Name));
        Expect(ViolationKind.Foreign, "queue of 1/1: key 5 is 7/1001>1/2 #5, which nobody sent there");
    }

    [Fact]
    public void A_queue_holds_what_no_client_here_writes()
    {
        _ofSeller.Add(new QueueEntry(5, null));
        _seller.Received.Add(new QueueEntry(5, null));
        Expect(ViolationKind.Foreign, "queue of 1/1: key 5 is no message of anybody here");
    }

    [Fact]
    public void An_acknowledgement_told_another_key()
    {
        _customer.Sent[3].AcknowledgedKey = 7;
        Expect(ViolationKind.WrongKey, "7/1001>1/1 #4 was acknowledged with key 7 and lies under 4");
    }

    [Fact]
    public void A_client_was_given_another_message_than_the_queue_holds()
    {
        _seller.Received[1] = new QueueEntry(2, Name(4));
        Expect(ViolationKind.WrongKey, "client of 1/1: took 7/1001>1/1 #4 under 2, where the queue has 7/1001>1/1 #2");
    }

    [Fact]
    public void A_client_took_what_is_there_no_longer()
    {
        // It was never acknowledged, and yet somebody has seen it.
        Send(5);
        _seller.Received.Add(new QueueEntry(5, Name(5)));
        Expect(ViolationKind.Lost, "client of 1/1: took 7/1001>1/1 #5 under 5, where the queue has nothing");
    }

    [Fact]
    public void A_client_was_handed_an_entry_twice()
    {
        _seller.Received.Insert(3, new QueueEntry(3, Name(3)));
        Expect(ViolationKind.Doubled, "client of 1/1: key 3 came after 3");
    }

    [Fact]
    public void A_client_saw_a_hole()
    {
        _seller.Received.RemoveAt(1);
        Expect(ViolationKind.Gap, "client of 1/1: key 3 came after 1");
    }

    [Fact]
    public void A_client_did_not_catch_up()
    {
        _seller.Received.RemoveAt(3);
        Expect(ViolationKind.Stuck, "client of 1/1: came to key 3 of 4");
    }

    [Fact]
    public void An_outbox_is_not_empty()
    {
        _customer.Unsettled.Add(Send(5).Name);
        Expect(ViolationKind.Stuck, "7/1001>1/1 #5 has no answer");
    }

    [Fact]
    public void A_queue_cannot_be_read()
    {
        _failure = "no answer in time";
        Expect(ViolationKind.Stuck, "the queue of 1/1 cannot be read: no answer in time");
    }

    [Fact]
    public void A_message_was_refused_for_good()
    {
        Send(5).Refusal = Status.Forbidden;
        Expect(ViolationKind.Refused, "7/1001>1/1 #5 was refused with 26 Forbidden");
    }

    [Fact]
    public void The_server_sent_what_cannot_be_read()
    {
        _seller.Malformed.Add("a frame ends in the middle of a field");
        Expect(ViolationKind.Malformed, "client of 1/1: a frame ends in the middle of a field");
    }

    private static MessageName Name(int number) => new(Customer, Seller, number);

    private SentMessage Send(int number)
    {
        var message = new SentMessage(Name(number));
        _customer.Sent.Add(message);
        return message;
    }

    private void Expect(ViolationKind kind, string text) => Assert.Equal([new Violation(kind, text)], Verify());

    private IEnumerable<Violation> Verify() => new Verifier(
        [_customer, _seller],
        new Dictionary<User, AuditedQueue>
        {
            [Customer] = new(_ofCustomer, _newestOfCustomer ?? _ofCustomer[^1].Key),
            [Seller] = new(_failure is null ? _ofSeller : [], _failure is null ? _ofSeller[^1].Key : 0, _failure),
        }).Verify();
}
