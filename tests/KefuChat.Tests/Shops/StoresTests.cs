using KefuChat.Shops;

namespace KefuChat.Tests.Shops;

public sealed class StoresTests
{
    private readonly Stores _stores = new(new MemoryDocuments());

    [Fact]
    public async Task A_store_is_found_as_it_was_written()
    {
        var store = new Store(
            3, 7, "Shop", [55, 56], "Hello", new Hours("Asia/Shanghai", new WeeklyHours { Mon = ["09:00-12:00"] }), "Gone", ["https://shop.example"], 30);
        await _stores.PutAsync(store, requiredVersion: null);
        Assert.Equivalent(store, (await _stores.FindAsync(3))!.Value, strict: true);
    }

    [Fact]
    public async Task Of_two_who_read_the_same_state_one_replaces_it()
    {
        var first = await PutAsync("one", requiredVersion: null);
        Assert.True(first!.IsCreated);
        var second = await PutAsync("two", first.Version);
        Assert.False(second!.IsCreated);
        Assert.Null(await PutAsync("three", first.Version));
        Assert.Equal("two", (await _stores.FindAsync(1))!.Value.Name);
        Assert.NotNull(await PutAsync("four", Stores.AnyVersion));
    }

    [Fact]
    public async Task What_must_be_there_is_not_created() => Assert.Null(await PutAsync("one", Stores.AnyVersion));

    [Fact]
    public async Task Stores_are_listed_by_number_a_page_at_a_time()
    {
        foreach (var id in (long[])[10, 9, 100])
        {
            await _stores.PutAsync(new Store(id, 7, "Shop", []), requiredVersion: null);
        }

        var page = await _stores.ListAsync("", 2);
        Assert.Equal([9, 10], page.Items.Select(store => store.Id));
        page = await _stores.ListAsync(page.Next!, 2);
        Assert.Equal([100], page.Items.Select(store => store.Id));
        Assert.Null(page.Next);
    }

    private Task<StoreWrite?> PutAsync(string name, string? requiredVersion) =>
        _stores.PutAsync(new Store(1, 7, name, []), requiredVersion);
}
