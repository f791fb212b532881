using System.Net;

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

    [Fact]
    public async Task Who_may_read_but_not_write_sets_nothing()
    {
        var token = Server.Token(Seller, isForbidden: true);
        (await GetAsync("/api/sellers/me/availability", token)).Expect(HttpStatusCode.OK);
        var refused = (await PutAsync("/api/sellers/me/availability", token, """{"status": "away"}""")).Expect(HttpStatusCode.Forbidden);
        Assert.Equal("This token may read but not write.", refused.Detail);
    }
}
