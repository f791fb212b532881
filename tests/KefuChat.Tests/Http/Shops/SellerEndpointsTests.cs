using System.Net;
using KefuChat.Shops;

namespace KefuChat.Tests.Http.Shops;

public sealed class SellerEndpointsTests : ApiTest
{
    [Fact]
    public async Task A_seller_is_written_by_the_admin_key_and_shown_to_any_user()
    {
        (await PutAsync("/api/sellers/55", Admin, """{"name": "小李", "avatar": "https://shop.example/li.png"}""")).Expect(HttpStatusCode.OK);
        foreach (var bearer in (string[])[Admin, TokenOf(Seller), TokenOf(Customer)])
        {
            var seller = (await GetAsync("/api/sellers/55", bearer)).Expect(HttpStatusCode.OK);
            Assert.Equal((55L, "小李", "https://shop.example/li.png"), (seller["uid"].GetInt64(), seller["name"].GetString(), seller["avatar"].GetString()));
        }

        (await GetAsync("/api/sellers/56", Admin)).Expect(HttpStatusCode.NotFound);
        var list = (await GetAsync("/api/sellers", Admin)).Expect(HttpStatusCode.OK);
        Assert.Equal("小李", Assert.Single(list["sellers"].EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Others_may_not()
    {
        (await PutAsync("/api/sellers/55", TokenOf(Seller), """{"name": "Li"}""")).Expect(HttpStatusCode.Forbidden);
        (await PutAsync("/api/sellers/55", null, """{"name": "Li"}""")).Expect(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/sellers/55", null)).Expect(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/sellers", TokenOf(Seller))).Expect(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/api/sellers/55", """{}""", "name")]
    [InlineData("/api/sellers/0", """{"name": "Li"}""", "uid")]
    [InlineData("/api/sellers/me", """{"name": "Li"}""", "uid")]
    [InlineData("/api/sellers/55", """{"name": "Li", "avatar": "http://shop.example/li.png"}""", "avatar")]
    [InlineData("/api/sellers/55", """{"name": "Li", "avatar": "javascript:alert(1)"}""", "avatar")]
    public async Task What_is_wrong_is_named(string path, string json, string field) =>
        (await PutAsync(path, Admin, json)).ExpectBad(field);

    [Fact]
    public async Task A_seller_is_told_the_stores_and_who_else_sells_in_them()
    {
        await PutStoreAsync(1001, "Rain & Co", 55, 56);
        await PutStoreAsync(1002, "Not mine", 56);
        await PutStoreAsync(1003, "Sun & Co", 57, 55);
        (await PutAsync("/api/sellers/55", Admin, """{"name": "Ann", "avatar": "https://shop.example/ann.png"}""")).Expect(HttpStatusCode.OK);
        (await PutAsync("/api/sellers/56", Admin, """{"name": "Bo"}""")).Expect(HttpStatusCode.OK);
        await using var bo = await Server.LoginAsync(new(KefuAppId, 56));
        await using var cy = await Server.LoginAsync(new(KefuAppId, 57));
        (await PutAsync("/api/sellers/me/availability", TokenOf(new(KefuAppId, 57)), """{"status": "away"}""")).Expect(HttpStatusCode.OK);

        var me = (await GetAsync("/api/sellers/me", TokenOf(Seller))).Expect(HttpStatusCode.OK);

        const string Ann = """{"appid":1,"uid":55,"name":"Ann","avatar":"https://shop.example/ann.png","online":false,"is_away":false}""";
        const string Bo = """{"appid":1,"uid":56,"name":"Bo","online":true,"is_away":false}""";
        const string Cy = """{"appid":1,"uid":57,"online":false,"is_away":true}""";
        Assert.Equal((1L, 55L, "Ann", false), (me["appid"].GetInt64(), me["uid"].GetInt64(), me["name"].GetString(), me["is_away"].GetBoolean()));
        var stores = me["stores"].EnumerateArray().ToArray();
        Assert.Equal([(1001L, "Rain & Co"), (1003L, "Sun & Co")], stores.Select(store => (store.GetProperty("id").GetInt64(), store.GetProperty("name").GetString())));
        Assert.Equal([$"[{Ann},{Bo}]", $"[{Cy},{Ann}]"], stores.Select(store => store.GetProperty("sellers").GetRawText()));
    }

    [Fact]
    public async Task A_seller_of_no_store_is_told_so()
    {
        var me = (await GetAsync("/api/sellers/me", TokenOf(Seller))).Expect(HttpStatusCode.OK);
        Assert.Equal("""{"appid":1,"uid":55,"is_away":false,"stores":[]}""", me.Body.GetRawText());
        (await GetAsync("/api/sellers/me", TokenOf(Customer))).Expect(HttpStatusCode.Forbidden);
        (await GetAsync("/api/sellers/me", Admin)).Expect(HttpStatusCode.Forbidden);
        (await GetAsync("/api/sellers/me", null)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_sellers_stores_are_found_among_however_many()
    {
        foreach (var id in Enumerable.Range(1, 450))
        {
            await Server.Get<Stores>().PutAsync(new Store(id, 7, $"{id}", id % 150 == 0 ? [55] : [56]), requiredVersion: null);
        }

        Assert.Equal([150L, 300L, 450L], (await Server.Get<Stores>().OfSellerAsync(55)).Select(store => store.Id));
    }

    [Fact]
    public async Task A_seller_is_available_until_away()
    {
        const string Path = "/api/sellers/me/availability";
        Assert.Equal("available", (await GetAsync(Path, TokenOf(Seller)))["status"].GetString());
        (await PutAsync(Path, TokenOf(Seller), """{"status": "away"}""")).Expect(HttpStatusCode.OK);
        Assert.Equal("away", (await GetAsync(Path, TokenOf(Seller)))["status"].GetString());
        Assert.Equal("available", (await GetAsync(Path, TokenOf(new(KefuAppId, 56))))["status"].GetString());

        (await PutAsync(Path, TokenOf(Seller), "{}")).ExpectBad("status");
        (await PutAsync(Path, TokenOf(Seller), """{"status": "asleep"}""")).ExpectBad("status");
        (await PutAsync(Path, TokenOf(Customer), """{"status": "away"}""")).Expect(HttpStatusCode.Forbidden);
        (await GetAsync(Path, Admin)).Expect(HttpStatusCode.Forbidden);
        (await GetAsync(Path, null)).Expect(HttpStatusCode.Unauthorized);
    }

    private async Task PutStoreAsync(long id, string name, params long[] sellers) => (await PutAsync(
        $"/api/stores/{id}", Admin, $$"""{"appid": 7, "name": "{{name}}", "sellers": [{{string.Join(", ", sellers)}}]}""")).Expect(HttpStatusCode.Created);

    [Fact]
    public async Task Who_may_read_but_not_write_sets_nothing()
    {
        var token = Server.Token(Seller, isForbidden: true);
        (await GetAsync("/api/sellers/me/availability", token)).Expect(HttpStatusCode.OK);
        var refused = (await PutAsync("/api/sellers/me/availability", token, """{"status": "away"}""")).Expect(HttpStatusCode.Forbidden);
        Assert.Equal("This token may read but not write.", refused.Detail);
    }
}
