using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>A customer gets one seller of a shop, and keeps that one; sellers get customers evenly.</summary>
public abstract class ClaimContract(StoreBackend backend) : AssignmentContract(backend)
{
    [Fact]
    public async Task A_claim_makes_an_open_assignment_that_survives_reopening()
    {
        var update = await ClaimAsync(present: [12]);

        Assert.Equal(new AssignmentUpdate(new Assignment(Shop, Customer, 12, IsOpen: true, Noon), IsChanged: true), update);

        await ReopenAsync();

        Assert.Equal(update.Assignment, await GetAsync());
        Assert.Null(await GetAsync(OtherCustomer));
        Assert.Null(await GetAsync(shop: OtherShop));
        Assert.Null(await GetAsync(Nobody));
    }

    [Fact]
    public async Task A_claim_made_again_changes_nothing()
    {
        var first = await ClaimAsync();

        var again = await ClaimAsync(present: [13], at: Noon + 1);

        Assert.Equal(first with { IsChanged = false }, again);
    }

    [Fact]
    public async Task A_customers_shops_are_apart()
    {
        var one = await ClaimAsync(sellers: [11]);
        var other = await ClaimAsync(shop: OtherShop, sellers: [12]);

        Assert.Equal((11, 12), (one.Assignment?.SellerId, other.Assignment?.SellerId));
        Assert.Equal(one.Assignment, await GetAsync());
    }

    [Fact]
    public async Task A_closed_one_is_opened_with_its_seller()
    {
        var seller = (await ClaimAsync()).Assignment?.SellerId ?? 0;
        await ChangeAsync(seller, seller, isOpen: false);

        var update = await ClaimAsync(present: [.. Sellers.Where(other => other != seller)], at: Noon + 5);

        Assert.Equal(new AssignmentUpdate(new Assignment(Shop, Customer, seller, IsOpen: true, Noon + 5), IsChanged: true), update);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whose_seller_has_left_the_shop_gets_another(bool isOpen)
    {
        await ClaimAsync(present: [11]);
        await ChangeAsync(11, 11, isOpen);

        var update = await ClaimAsync(sellers: [12, 13], present: [13], at: Noon + 5);

        Assert.Equal(new AssignmentUpdate(new Assignment(Shop, Customer, 13, IsOpen: true, Noon + 5), IsChanged: true), update);
    }

    [Fact]
    public async Task The_seller_with_the_fewest_open_ones_of_all_shops_gets_the_next()
    {
        await ClaimAsync(NewCustomer(), shop: OtherShop, sellers: [11]);
        await ClaimAsync(NewCustomer(), shop: OtherShop, sellers: [13]);

        Assert.Equal(12, (await ClaimAsync()).Assignment?.SellerId);
    }

    [Fact]
    public async Task A_closed_one_does_not_count()
    {
        await GivenAsync(3);
        var closed = NewCustomer();
        await ClaimAsync(closed, present: [12]);
        await ChangeAsync(12, 12, isOpen: false, customer: closed);
        await ChangeAsync(12, 12, isOpen: false, customer: new User(7, 100_002));

        Assert.Equal(12, (await ClaimAsync()).Assignment?.SellerId);
    }

    [Fact]
    public async Task Of_several_with_the_fewest_the_one_who_waited_longest()
    {
        Assert.Equal([11, 12, 13, 11, 12, 13, 11], await GivenAsync(7));
        Assert.Equal([12, 13], await GivenAsync(2, present: [13, 12]));
    }

    [Fact]
    public async Task With_nobody_present_the_one_who_waited_longest()
    {
        Assert.Equal([11, 12, 13, 11], await GivenAsync(4, present: []));

        await GivenAsync(2, sellers: [12]);

        Assert.Equal([13, 11, 12, 13], await GivenAsync(4, present: []));
    }

    [Fact]
    public async Task Who_is_present_but_not_of_the_shop_gets_nobody()
    {
        Assert.Equal(13, (await ClaimAsync(present: [99, 13])).Assignment?.SellerId);
        Assert.Equal(11, (await ClaimAsync(OtherCustomer, present: [99])).Assignment?.SellerId);
    }

    [Fact]
    public async Task Fifty_claims_at_once_make_one_assignment()
    {
        var updates = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ClaimAsync())).SoonAsync();

        Assert.Single(updates, update => update.IsChanged);
        Assert.Single(updates.Select(update => update.Assignment).Distinct());
        Assert.Equal(updates[0].Assignment, await GetAsync());
    }

    [Fact]
    public async Task A_thousand_customers_at_once_are_spread_evenly_over_ten_sellers()
    {
        var sellers = Enumerable.Range(1, 10).Select(seller => (long)seller).ToArray();

        var updates = await Task.WhenAll(Enumerable.Range(1, 1000).Select(uid => ClaimAsync(new User(7, uid), sellers: sellers))).SoonAsync();

        Assert.Equal(10, updates.CountBy(update => update.Assignment?.SellerId ?? 0).Count());
        Assert.All(updates.CountBy(update => update.Assignment?.SellerId ?? 0), count => Assert.InRange(count.Value, 100 - Unevenness, 100 + Unevenness));
    }

    /// <summary>By how many of a hundred at once one seller may be given more or less than another.</summary>
    private protected virtual int Unevenness => 0;
}
