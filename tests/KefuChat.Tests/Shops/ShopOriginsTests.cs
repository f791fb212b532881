using KefuChat.Shops;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Shops;

public sealed class ShopOriginsTests
{
    private const string Page = "https://shop.example";

    private readonly MemoryDocuments _documents = new();
    private readonly ManualTime _time = new();
    private readonly ShopOrigins _origins;

    public ShopOriginsTests() => _origins = new ShopOrigins(_documents, _time);

    [Fact]
    public async Task An_origin_is_there_while_any_store_lists_it()
    {
        await PutAsync(1, Page, "https://other.example");
        await PutAsync(2, "https://SHOP.example");
        Assert.True(await _origins.ContainsAsync(Page));
        Assert.True(await _origins.ContainsAsync("https://Shop.Example"));
        Assert.False(await _origins.ContainsAsync("https://shop.exampl"));
        Assert.False(await _origins.ContainsAsync(""));
        Assert.False(await _origins.ContainsAsync("https://" + new string('a', ShopOrigins.MaxLength)));

        await PutAsync(1);
        _time.Advance(ShopOrigins.Lifetime);
        Assert.True(await _origins.ContainsAsync(Page));
        Assert.False(await _origins.ContainsAsync("https://other.example"));

        await PutAsync(2);
        _time.Advance(ShopOrigins.Lifetime);
        Assert.False(await _origins.ContainsAsync(Page));
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_while()
    {
        Assert.False(await _origins.ContainsAsync(Page));
        await PutAsync(1, Page);
        var reads = _documents.Reads;
        Assert.False(await _origins.ContainsAsync(Page));
        Assert.Equal(reads, _documents.Reads);
        _time.Advance(ShopOrigins.Lifetime);
        Assert.True(await _origins.ContainsAsync(Page));
    }

    [Fact]
    public async Task While_storage_is_away_the_last_answer_goes_on_and_nobody_new_is_there()
    {
        await PutAsync(1, Page, "https://never.asked.example");
        Assert.True(await _origins.ContainsAsync(Page));
        _documents.Fails = true;
        _time.Advance(ShopOrigins.Lifetime);
        Assert.True(await _origins.ContainsAsync(Page));
        Assert.False(await _origins.ContainsAsync("https://never.asked.example"));

        _documents.Fails = false;
        Assert.True(await _origins.ContainsAsync("https://never.asked.example"));
    }

    private Task<StoreWrite?> PutAsync(long id, params string[] origins) =>
        new Stores(_documents).PutAsync(new Store(id, 7, "Shop", [], AllowedOrigins: origins), requiredVersion: null);
}
