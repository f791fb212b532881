using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>Messages make assignments, use them and open them; what was never used is forgotten.</summary>
public abstract class AssignmentByMessageContract(StoreBackend backend) : AssignmentContract(backend)
{
    private const long Later = Noon + 60_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_message_makes_one(bool isCustomers)
    {
        var result = (await SaveAsync(isCustomers ? FromCustomer("hi", at: Later) : FromSeller("hi", at: Later)))[0];

        Assert.False(result.IsReopened);
        Assert.Equal(new Assignment(Shop, Customer, Seller.Uid, IsOpen: true, Later), await GetAsync());

        await ReopenAsync();

        Assert.Equal(new Assignment(Shop, Customer, Seller.Uid, IsOpen: true, Later), await GetAsync());
    }

    [Fact]
    public async Task A_message_to_no_shop_makes_none()
    {
        await SaveAsync(FromCustomer("hi", shop: 0));

        Assert.Null(await GetAsync(shop: 0));
    }

    [Fact]
    public async Task Messages_to_other_sellers_leave_it_as_it_is()
    {
        await SaveAsync(FromCustomer("hi"), FromCustomer("hi", seller: OtherSeller, at: Later), FromSeller("hi", seller: OtherSeller));

        Assert.Equal(new Assignment(Shop, Customer, Seller.Uid, IsOpen: true, Noon), await GetAsync());
    }

    [Fact]
    public async Task One_made_by_a_message_counts_when_others_are_given()
    {
        await SaveAsync(FromCustomer("hi"));

        Assert.Equal(OtherSeller.Uid, (await ClaimAsync(OtherCustomer, sellers: [Seller.Uid, OtherSeller.Uid])).Assignment?.SellerId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_customers_message_opens_a_closed_one_once(bool isReopenedStore)
    {
        await SaveAsync(FromCustomer("1"));
        await ChangeAsync(Seller.Uid, Seller.Uid, isOpen: false);
        if (isReopenedStore)
        {
            await ReopenAsync();
        }

        var results = await SaveAsync(FromCustomer("2", at: Later), FromCustomer("3", at: Later + 1), FromSeller("4"));

        Assert.Equal([true, false, false], results.Select(result => result.IsReopened));
        Assert.Equal(new Assignment(Shop, Customer, Seller.Uid, IsOpen: true, Later), await GetAsync());
    }

    [Fact]
    public async Task A_message_stored_before_opens_nothing()
    {
        await SaveAsync(FromCustomer("1", uuid: "a"));
        await ChangeAsync(Seller.Uid, Seller.Uid, isOpen: false);

        var result = await Store.SaveAsync(FromCustomer("1", uuid: "a", at: Later)).SoonAsync();

        Assert.Equal((SaveStatus.Duplicate, false), (result.Status, result.IsReopened));
        Assert.False((await GetAsync())?.IsOpen);
    }

    [Fact]
    public async Task A_sellers_message_opens_nothing()
    {
        await SaveAsync(FromCustomer("1"));
        await ChangeAsync(Seller.Uid, Seller.Uid, isOpen: false);

        var results = await SaveAsync(FromSeller("you are welcome"), FromCustomer("one more thing"));

        Assert.Equal([false, true], results.Select(result => result.IsReopened));
    }

    [Fact]
    public async Task A_note_in_the_customers_name_opens_nothing()
    {
        await SaveAsync(FromCustomer("1"));
        await ChangeAsync(Seller.Uid, Seller.Uid, isOpen: false);

        var results = await SaveAsync(FromCustomer("merged") with { IsNote = true }, FromCustomer("2"));

        Assert.Equal([false, true], results.Select(result => result.IsReopened));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_in_anothers_name_is_answered_with_whoever_has_the_conversation(bool isReopenedStore)
    {
        await SaveAsync(FromCustomer("1"), FromCustomer("2"), FromSeller("3"), FromCustomer("in no store", shop: 0));
        await ChangeAsync(Seller.Uid, OtherSeller.Uid, isOpen: true);
        if (isReopenedStore)
        {
            await ReopenAsync();
        }

        var results = await SaveAsync(
            FromCustomer("4", seller: OtherSeller),
            FromCustomer("to the former one"),
            FromSeller("from the former one", uuid: "5"),
            FromSeller("6", seller: OtherSeller),
            FromCustomer("in no store", seller: OtherSeller, shop: 0));

        Assert.Equal([0, OtherSeller.Uid, OtherSeller.Uid, 0, 0], results.Select(result => result.HolderId));
        var again = await Store.SaveAsync(FromSeller("from the former one", uuid: "5")).SoonAsync();
        Assert.Equal((SaveStatus.Duplicate, 0L), (again.Status, again.HolderId));
    }

    [Fact]
    public async Task A_message_behind_a_claim_that_changed_the_seller_is_answered_with_the_new_one()
    {
        await SaveAsync(FromCustomer("1"));
        await ClaimAsync(sellers: [OtherSeller.Uid]);

        var results = await SaveAsync(FromCustomer("2"), FromCustomer("3", seller: OtherSeller));

        Assert.Equal([OtherSeller.Uid, 0], results.Select(result => result.HolderId));
    }

    [Fact]
    public async Task A_claimed_one_stays_its_sellers_whoever_is_written_to()
    {
        await ClaimAsync(present: [11]);

        await SaveAsync(FromCustomer("hi"));

        Assert.Equal(11, (await GetAsync())?.SellerId);
    }

    [Fact]
    public async Task One_that_was_never_used_is_forgotten()
    {
        var visitor = NewCustomer();
        await ClaimAsync(visitor, at: Noon - 1);
        await ClaimAsync(OtherCustomer, at: Noon);
        await ClaimAsync(at: Noon - 1);
        await SaveAsync(FromCustomer("hi"));

        Assert.Equal(1, await Stores.Assignments.ForgetUnusedAsync(Noon).SoonAsync());
        Assert.Equal(0, await Stores.Assignments.ForgetUnusedAsync(Noon).SoonAsync());

        Assert.Null(await GetAsync(visitor));
        Assert.NotNull(await GetAsync(OtherCustomer));
        Assert.NotNull(await GetAsync());
    }

    [Fact]
    public async Task Who_was_forgotten_may_come_again()
    {
        await ClaimAsync(OtherCustomer, at: Noon - 1);
        await Stores.Assignments.ForgetUnusedAsync(Noon).SoonAsync();

        await SaveAsync(FromCustomer("one"), FromCustomer("two", customer: OtherCustomer), FromCustomer("three"));

        Assert.Equal(["one", "three"], await TextsAsync(Customer));
        Assert.Equal(["two"], await TextsAsync(OtherCustomer));
        Assert.Equal(Seller.Uid, (await GetAsync(OtherCustomer))?.SellerId);
    }

    [Fact]
    public async Task Who_has_a_queue_is_forgotten_in_that_shop_only()
    {
        await SaveAsync(FromCustomer("hi"));
        await ClaimAsync(shop: OtherShop, at: Noon - 1);

        Assert.Equal(1, await Stores.Assignments.ForgetUnusedAsync(Noon).SoonAsync());

        await SaveAsync(FromCustomer("there"));
        Assert.Equal(["hi", "there"], await TextsAsync(Customer));
        Assert.NotNull(await GetAsync());
    }
}
