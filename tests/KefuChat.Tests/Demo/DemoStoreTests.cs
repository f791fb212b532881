using KefuChat.Demo;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Demo;

public sealed class DemoStoreTests() : EndToEndTest(HostKind.InMemory)
{
    private static readonly User Mia = new(7, 42);

    [Fact]
    public async Task What_is_not_there_is_made_once()
    {
        Assert.Null(await Server.Get<Stores>().FindAsync(DemoStore.Id));
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Server.Get<DemoStore>().GetAsync()));

        Assert.All(made, store => Assert.Equal((7L, "Rain & Co"), (store.AppId, store.Name)));
        Assert.All(made, store => Assert.Equal([1L, 2L], store.Sellers));
        Assert.Equal("Bo", (await Server.Get<Sellers>().FindAsync(2))?.Name);
        Assert.Equal("Mia Chen", (await Server.Get<CustomerProfiles>().FindAsync(Mia))?.Name);
        var replies = await Server.Get<QuickReplies>().ListAsync(QuickReplyOwner.Store(DemoStore.Id), after: "", limit: 50);
        Assert.Equal(["hello", "return", "ship", "size", "稍等"], replies.Items.Select(reply => reply.Shortcut).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Messages_find_the_store_at_once()
    {
        Assert.Null(await Server.Get<KnownStores>().FindAsync(DemoStore.Id));
        await Server.Get<DemoStore>().GetAsync();
        Assert.NotNull(await Server.Get<KnownStores>().FindAsync(DemoStore.Id));
    }

    [Fact]
    public async Task People_who_are_there_keep_their_names()
    {
        await Server.Get<Sellers>().PutAsync(new Seller(1, "Annabel", ""));
        await Server.Get<CustomerProfiles>().PutAsync(Mia, new CustomerProfile("Mia", ""));
        await Server.Get<DemoStore>().GetAsync();

        Assert.Equal([(1L, "Annabel"), (2L, "Bo")], await Server.Get<DemoStore>().SellersAsync());
        Assert.Equal("Mia", (await Server.Get<CustomerProfiles>().FindAsync(Mia))?.Name);
    }

    [Fact]
    public async Task A_store_that_is_there_stays_as_it_is()
    {
        var own = new Store(DemoStore.Id, 9, "Mine", [55]);
        await Server.Get<Stores>().PutAsync(own, requiredVersion: null);

        Assert.Equal("Mine", (await Server.Get<DemoStore>().GetAsync()).Name);
        Assert.Equal([(55L, null)], await Server.Get<DemoStore>().SellersAsync());
        Assert.Null(await Server.Get<Sellers>().FindAsync(1));
    }
}
