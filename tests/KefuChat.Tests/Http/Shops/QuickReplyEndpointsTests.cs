using System.Net;
using KefuChat.Protocol;

namespace KefuChat.Tests.Http.Shops;

public sealed class QuickReplyEndpointsTests : ApiTest
{
    private const string OfStore = "/api/stores/3/quick-replies";
    private const string Own = "/api/quick-replies";
    private const string Reply = """{"shortcut": "hi", "text": "Hello!"}""";

    private static readonly User Other = new(KefuAppId, 56);

    [Theory]
    [InlineData(OfStore)]
    [InlineData(Own)]
    public async Task A_seller_makes_lists_replaces_and_removes_them(string path)
    {
        await PutStoreAsync();
        var token = TokenOf(Seller);
        var made = (await PostAsync(path, token, Reply)).Expect(HttpStatusCode.Created);
        var id = made["id"].GetString();
        Assert.Equal($"{path}/{id}", made.Headers.Location?.ToString());
        await PostAsync(path, token, """{"shortcut": "bye", "text": "Goodbye!"}""");
        (await PutAsync($"{path}/{id}", token, """{"shortcut": "hi", "text": "Welcome!"}""")).Expect(HttpStatusCode.OK);
        Assert.Equal(["Goodbye!", "Welcome!"], (await TextsAsync(path, token)).Order());

        (await CallAsync(HttpMethod.Delete, $"{path}/{id}", token)).Expect(HttpStatusCode.NoContent);
        Assert.Equal(["Goodbye!"], await TextsAsync(path, token));
        (await CallAsync(HttpMethod.Delete, $"{path}/{id}", token)).Expect(HttpStatusCode.NotFound);
        (await PutAsync($"{path}/{id}", token, Reply)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_admin_key_keeps_a_stores_and_all_its_sellers_see_them()
    {
        await PutStoreAsync();
        (await PostAsync(OfStore, Admin, Reply)).Expect(HttpStatusCode.Created);
        Assert.Equal(["Hello!"], await TextsAsync(OfStore, TokenOf(Seller)));
        Assert.Empty(await TextsAsync(Own, TokenOf(Seller)));
    }

    [Fact]
    public async Task Anothers_are_not_there()
    {
        await PutStoreAsync();
        var id = (await PostAsync(OfStore, Admin, Reply))["id"].GetString();
        var own = (await PostAsync(Own, TokenOf(Seller), Reply))["id"].GetString();
        var other = TokenOf(Other);

        (await GetAsync(OfStore, other)).Expect(HttpStatusCode.NotFound);
        (await PostAsync(OfStore, other, Reply)).Expect(HttpStatusCode.NotFound);
        (await PutAsync($"{OfStore}/{id}", other, Reply)).Expect(HttpStatusCode.NotFound);
        (await CallAsync(HttpMethod.Delete, $"{OfStore}/{id}", other)).Expect(HttpStatusCode.NotFound);
        Assert.Empty(await TextsAsync(Own, other));
        (await PutAsync($"{Own}/{own}", other, Reply)).Expect(HttpStatusCode.NotFound);
        (await CallAsync(HttpMethod.Delete, $"{Own}/{own}", other)).Expect(HttpStatusCode.NotFound);
        Assert.Single(await TextsAsync(Own, TokenOf(Seller)));
    }

    [Fact]
    public async Task Customers_and_strangers_see_none()
    {
        await PutStoreAsync();
        foreach (var path in (string[])[OfStore, Own])
        {
            (await GetAsync(path, TokenOf(Customer))).Expect(HttpStatusCode.Forbidden);
            (await PostAsync(path, null, Reply)).Expect(HttpStatusCode.Unauthorized);
        }

        (await GetAsync(Own, Admin)).Expect(HttpStatusCode.Forbidden);
        (await GetAsync("/api/stores/4/quick-replies", Admin)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task They_come_a_page_at_a_time()
    {
        for (var i = 0; i < 3; i++)
        {
            await PostAsync(Own, TokenOf(Seller), $$"""{"shortcut": "{{i}}", "text": "{{i}}"}""");
        }

        var page = await GetAsync(Own + "?limit=2", TokenOf(Seller));
        Assert.Equal(2, page["quick_replies"].GetArrayLength());
        var rest = await GetAsync($"{Own}?limit=2&after={page["next"].GetString()}", TokenOf(Seller));
        Assert.Equal(1, rest["quick_replies"].GetArrayLength());
    }

    [Theory]
    [InlineData("""{"text": "Hello!"}""", "shortcut")]
    [InlineData("""{"shortcut": "hi"}""", "text")]
    [InlineData("""{"shortcut": "far too long for anybody to type it", "text": "Hello!"}""", "shortcut")]
    [InlineData("""{"id": "x", "shortcut": "hi", "text": "Hello!"}""", "id")]
    public async Task What_is_wrong_is_named(string json, string field) => (await PostAsync(Own, TokenOf(Seller), json)).ExpectBad(field);

    private Task<ApiAnswer> PutStoreAsync() => PutAsync("/api/stores/3", Admin, """{"appid": 7, "name": "Shop", "sellers": [55]}""");

    private async Task<IEnumerable<string?>> TextsAsync(string path, string token) =>
        (await GetAsync(path, token)).Expect(HttpStatusCode.OK)["quick_replies"].EnumerateArray().Select(reply => reply.GetProperty("text").GetString());
}
