using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Sharding;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>Assignments of customers of other shards are put into this one, where they count as if they were made here.</summary>
public abstract class ShardAssignmentContract(StoreBackend backend) : AssignmentContract(backend)
{
    [Fact]
    public async Task A_new_one_is_found_as_it_was_put()
    {
        var open = Copy(11) with { IsUsed = true };
        var unused = Copy(12, OtherCustomer, shop: OtherShop);
        var transferred = new AssignmentCopy(
            new Assignment(OtherShop, Customer, 13, IsOpen: false, Noon + 7, 11, "wants an invoice"), IsUsed: true);

        await PutAsync(open, unused, transferred);

        await AreThereAsync();
        await ReopenAsync();
        await AreThereAsync();

        async Task AreThereAsync()
        {
            Assert.Equal(open, await FindAsync());
            Assert.Equal(unused, await FindAsync(OtherCustomer, OtherShop));
            Assert.Equal(transferred, await FindAsync(shop: OtherShop));
            Assert.Equal(transferred.Assignment, await GetAsync(shop: OtherShop));
        }
    }

    [Fact]
    public async Task One_that_is_not_there_is_not_found()
    {
        await PutAsync(Copy(11));
        await PutAsync();

        Assert.Null(await FindAsync(Nobody));
        Assert.Null(await FindAsync(OtherCustomer));
        Assert.Null(await FindAsync(Customer with { AppId = 8 }));
        Assert.Null(await FindAsync(shop: OtherShop));
    }

    [Fact]
    public async Task One_that_was_made_here_is_found_with_whether_it_is_used()
    {
        var claimed = (await ClaimAsync()).Assignment;
        Assert.Equal(new AssignmentCopy(Assert.IsType<Assignment>(claimed), IsUsed: false), await FindAsync());

        await SaveAsync(FromCustomer("hi"), FromCustomer("hi", customer: OtherCustomer));

        Assert.Equal(new AssignmentCopy(claimed, IsUsed: true), await FindAsync());
        Assert.Equal(Copy(Seller.Uid, OtherCustomer) with { IsUsed = true }, await FindAsync(OtherCustomer));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60_000)]
    public async Task One_that_has_not_changed_later_gives_way(long laterMs)
    {
        await PutAsync(Copy(11));

        await PutAsync(Copy(12, at: Noon + laterMs, isOpen: false));

        Assert.Equal(Copy(12, at: Noon + laterMs, isOpen: false), await FindAsync());
    }

    [Fact]
    public async Task One_that_has_changed_later_stays()
    {
        await PutAsync(Copy(11, at: Noon + 1));

        await PutAsync(Copy(12, at: Noon, isOpen: false));

        Assert.Equal(Copy(11, at: Noon + 1), await FindAsync());
    }

    [Fact]
    public async Task One_that_was_changed_here_later_stays()
    {
        await PutAsync(Copy(11));
        var closed = (await ChangeAsync(11, 11, isOpen: false, at: Noon + 5)).Assignment;

        await PutAsync(Copy(12, at: Noon + 4));

        Assert.Equal(closed, await GetAsync());
    }

    [Theory]
    [InlineData(1, true, false)]
    [InlineData(1, false, true)]
    [InlineData(-1, true, false)]
    [InlineData(-1, false, true)]
    public async Task One_that_is_used_on_either_side_is_used(long laterMs, bool isUsedHere, bool isUsedThere)
    {
        await PutAsync(Copy(11) with { IsUsed = isUsedHere });
        await PutAsync(Copy(11, at: Noon + laterMs) with { IsUsed = isUsedThere });

        Assert.True((await FindAsync())?.IsUsed);
        Assert.Equal(0, await Stores.Assignments.ForgetUnusedAsync(Noon + 100).SoonAsync());
    }

    [Fact]
    public async Task One_of_which_nothing_was_used_is_forgotten()
    {
        await PutAsync(Copy(11), Copy(11, OtherCustomer) with { IsUsed = true });

        Assert.Equal(1, await Stores.Assignments.ForgetUnusedAsync(Noon + 1).SoonAsync());

        Assert.Null(await FindAsync());
        Assert.NotNull(await FindAsync(OtherCustomer));
    }

    [Fact]
    public async Task Of_several_of_one_customer_the_latest_stays()
    {
        await PutAsync(Copy(11, at: Noon + 1), Copy(12, at: Noon + 2), Copy(13, at: Noon));

        Assert.Equal(Copy(12, at: Noon + 2), await FindAsync());
    }

    [Fact]
    public async Task It_counts_when_others_are_given()
    {
        await PutAsync(Copy(11, NewCustomer()), Copy(11, NewCustomer()), Copy(12, NewCustomer(), isOpen: false));

        Assert.Equal([12, 12], await GivenAsync(2, sellers: [11, 12]));
    }

    [Fact]
    public async Task Who_got_one_elsewhere_has_had_a_turn()
    {
        await GivenAsync(2, sellers: [11, 12], present: []);

        await PutAsync(Copy(11, NewCustomer()));
        await PutAsync(Copy(12, NewCustomer()), Copy(11, NewCustomer()));

        Assert.Equal([12, 11], await GivenAsync(2, sellers: [11, 12], present: []));
    }

    [Fact]
    public async Task One_put_again_with_its_seller_is_no_turn()
    {
        var customer = NewCustomer();
        await PutAsync(Copy(11, customer));
        await PutAsync(Copy(12, NewCustomer()));

        await PutAsync(Copy(11, customer, at: Noon + 1, isOpen: false));

        Assert.Equal([11, 12], await GivenAsync(2, sellers: [11, 12], present: []));
    }

    [Fact]
    public async Task A_claim_keeps_its_seller()
    {
        await PutAsync(Copy(12));

        Assert.Equal(new AssignmentUpdate(Copy(12).Assignment, IsChanged: false), await ClaimAsync(present: [11]));
    }

    [Fact]
    public async Task A_sellers_list_shows_it()
    {
        await SaveAsync(FromCustomer("hi") with { IsCopy = true });
        Assert.Equal((1, 0), await ListedAsync(Seller));

        await PutAsync(Copy(Seller.Uid, isOpen: false));
        Assert.Equal((0, 1), await ListedAsync(Seller));
        Assert.Equal(Copy(Seller.Uid, isOpen: false).Assignment, (await ConversationsAsync(Seller))[0].Assignment);

        await PutAsync(Copy(Seller.Uid, at: Noon + 1));
        Assert.Equal((1, 0), await ListedAsync(Seller));

        await PutAsync(Copy(OtherSeller.Uid, at: Noon + 2));
        Assert.Equal((0, 1), await ListedAsync(Seller));
    }

    [Fact]
    public async Task Messages_go_on_from_it()
    {
        await SaveAsync(FromCustomer("1"), FromCustomer("2"));
        await PutAsync(Copy(OtherSeller.Uid, at: Noon + 1, isOpen: false));

        var results = await SaveAsync(FromCustomer("3", at: Noon + 2), FromCustomer("4"));

        Assert.Equal([true, false], results.Select(result => result.IsReopened));
        Assert.All(results, result => Assert.Equal(OtherSeller.Uid, result.HolderId));
        Assert.Equal(Copy(OtherSeller.Uid, at: Noon + 2) with { IsUsed = true }, await FindAsync());
    }

    private static AssignmentCopy Copy(long seller, User? customer = null, long shop = Shop, bool isOpen = true, long at = Noon) =>
        new(new Assignment(shop, customer ?? Customer, seller, isOpen, at), IsUsed: false);

    private Task PutAsync(params AssignmentCopy[] copies) => Stores.Shards.PutAssignmentsAsync(copies).SoonAsync();

    private async Task<AssignmentCopy?> FindAsync(User? customer = null, long shop = Shop) =>
        await Stores.Shards.FindAssignmentAsync(shop, customer ?? Customer);

    /// <summary>How many open and how many closed conversations a seller's list has.</summary>
    private async Task<(int Open, int Closed)> ListedAsync(User seller)
    {
        var open = await ListAsync(ConversationState.Open);
        return (open, await ListAsync(ConversationState.Closed));

        async Task<int> ListAsync(ConversationState state) => (await Stores.Conversations.ListAsync(
            new ConversationsRequest(seller, Party.Seller, long.MaxValue, 100, state))).Conversations.Count;
    }
}
