using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>A visitor who turns out to be a known customer keeps what was said, as that customer.</summary>
public abstract class MergeContract(StoreBackend backend) : CustomerDataContract(backend)
{
    private static readonly User Visitor = new(7, User.MaxId);

    [Fact]
    public async Task The_messages_go_from_the_visitors_queue_to_the_customers()
    {
        await SaveAsync(
            FromCustomer("own"),
            FromCustomer("a", customer: Visitor),
            FromSeller("b", customer: Visitor),
            FromCustomer("c", customer: Visitor, shop: OtherShop));

        var moved = await MergeAsync();

        Assert.Equal(3, moved);
        Assert.Equal(
            [Between(Customer, Seller, OtherShop), Between(Customer, Seller)],
            (await ConversationsAsync(Seller)).Select(summary => summary.Conversation));
        Assert.Equal("1:own 2:a 3:b 4:c", await HeldAsync(Customer));
        Assert.Equal("", await HeldAsync(Visitor));
        Assert.Equal("1:own 2:a 3:b 4:c", await HeldAsync(Seller));
        Assert.All(await QueueAsync(Seller), entry => Assert.Equal(Customer, entry.Message.Customer));

        await ReopenAsync();

        Assert.Equal("1:own 2:a 3:b 4:c", await HeldAsync(Customer));
    }

    [Fact]
    public async Task Who_wrote_what_stays()
    {
        await SaveAsync(FromCustomer("a", customer: Visitor), FromSeller("b", customer: Visitor));

        await MergeAsync();

        var queue = await QueueAsync(Customer);
        Assert.Equal([Command.Customer, Command.CustomerSupport], queue.Select(entry => entry.Message.Command));
        Assert.Equal(["phone", "desk"], queue.Select(entry => entry.SenderDevice));
    }

    [Fact]
    public async Task Keys_go_on_behind_those_given()
    {
        await SaveAsync(FromCustomer("own"), FromCustomer("a", customer: Visitor), FromCustomer("b", customer: Visitor));
        await MergeAsync();

        Assert.Equal((2L, 2L), await EndAsync(Visitor));

        await SaveAsync(FromCustomer("more"), FromCustomer("from another tab", customer: Visitor));

        Assert.Equal("1:own 2:a 3:b 4:more", await HeldAsync(Customer));
        Assert.Equal("3:from another tab", await HeldAsync(Visitor));
    }

    [Fact]
    public async Task Made_again_it_moves_what_has_come_since()
    {
        await SaveAsync(FromCustomer("a", customer: Visitor));
        await MergeAsync();

        var empty = await MergeAsync();
        await SaveAsync(FromCustomer("b", customer: Visitor));
        var more = await MergeAsync();

        Assert.Equal((0, 1), (empty, more));
        Assert.Equal("1:a 2:b", await HeldAsync(Customer));
    }

    [Fact]
    public async Task A_visitor_nobody_knows_gives_nothing()
    {
        await SaveAsync(FromCustomer("own"));

        Assert.Equal(0, await MergeAsync());
        Assert.Equal("1:own", await HeldAsync(Customer));
    }

    [Fact]
    public async Task A_customer_merged_into_itself_is_as_before()
    {
        await SaveAsync(FromCustomer("own"));

        Assert.Equal(0, await Stores.Customers.MergeAsync(Customer, Customer).SoonAsync());
        Assert.Equal("1:own", await HeldAsync(Customer));
    }

    [Fact]
    public async Task A_message_sent_again_as_the_customer_is_known_under_its_new_key()
    {
        await SaveAsync(FromCustomer("own"), FromCustomer("a", uuid: "u", customer: Visitor));
        await MergeAsync();

        var again = await AgainAsync(FromCustomer("a", uuid: "u"));

        Assert.Equal(new SaveResult(SaveStatus.Duplicate, 2, 2, Noon), again);
    }

    [Fact]
    public async Task A_uuid_that_both_used_stays_the_customers()
    {
        await SaveAsync(FromCustomer("own", uuid: "u"), FromCustomer("a", uuid: "u", customer: Visitor), FromSeller("b", uuid: "u", customer: Visitor));
        await MergeAsync();

        Assert.Equal(new SaveResult(SaveStatus.Duplicate, 1, 1, Noon), await AgainAsync(FromCustomer("own", uuid: "u")));
        Assert.Equal(new SaveResult(SaveStatus.Duplicate, 3, 3, Noon), await AgainAsync(FromSeller("b", uuid: "u")));
        Assert.Equal(["u", "", "u"], (await QueueAsync(Customer)).Select(entry => entry.Message.Uuid));
    }

    [Fact]
    public async Task What_the_customer_has_read_stays_read_where_the_visitor_wrote_before()
    {
        await SaveAsync(FromCustomer("a", customer: Visitor), FromSeller("b", customer: Visitor), FromCustomer("own"), FromSeller("to own"));
        await ReadAsync(Visitor, 2);
        await ReadAsync(Customer, 2);

        await MergeAsync();

        var summary = await Stores.Conversations.FindAsync(Customer, Party.Customer, Between(Customer, Seller));
        Assert.Equal((4, 0), (summary?.ReadKey, summary?.Unread));
    }

    [Fact]
    public async Task What_neither_has_read_is_unread_where_both_wrote_in_turns()
    {
        await SaveAsync(
            FromCustomer("own"), FromSeller("1", customer: Visitor), FromSeller("2"), FromSeller("3", customer: Visitor), FromSeller("4"));
        await ReadAsync(Customer, 3);

        await MergeAsync();

        var summary = await Stores.Conversations.FindAsync(Customer, Party.Customer, Between(Customer, Seller));
        Assert.Equal((3, 2), (summary?.ReadKey, summary?.Unread));
    }

    [Fact]
    public async Task An_assignment_follows()
    {
        await SaveAsync(FromCustomer("a", customer: Visitor));

        await MergeAsync();

        Assert.Equal((Seller.Uid, true), ((await AssignmentAsync(Customer))?.SellerId, (await AssignmentAsync(Customer))?.IsOpen));
        Assert.Null(await AssignmentAsync(Visitor));
    }

    [Theory]
    [InlineData(true, true, 9)]
    [InlineData(true, false, 9)]
    [InlineData(false, true, 10)]
    [InlineData(false, false, 9)]
    public async Task Where_both_have_one_the_customers_stays_but_a_closed_one_gives_way(bool isOpen, bool isVisitorsOpen, long seller)
    {
        await SaveAsync(FromCustomer("own"), FromCustomer("a", customer: Visitor, seller: OtherSeller));
        await ChangeAsync(Customer, Seller, isOpen);
        await ChangeAsync(Visitor, OtherSeller, isVisitorsOpen);

        await MergeAsync();

        var assignment = await AssignmentAsync(Customer);
        Assert.Equal((seller, isOpen || isVisitorsOpen), (assignment?.SellerId, assignment?.IsOpen));
        Assert.Null(await AssignmentAsync(Visitor));
    }

    private Task<ReadPosition> ReadAsync(User customer, long key) => Stores.Conversations.RaiseReadPositionAsync(
        customer, Party.Customer, Between(customer, Seller), key).SoonAsync();

    private Task<int> MergeAsync() => Stores.Customers.MergeAsync(Visitor, Customer).SoonAsync();

    private Task<AssignmentUpdate> ChangeAsync(User customer, User seller, bool isOpen) => Stores.Assignments.ChangeAsync(
        new AssignmentChange(Shop, customer, seller.Uid, seller.Uid, isOpen, Noon)).SoonAsync();
}
