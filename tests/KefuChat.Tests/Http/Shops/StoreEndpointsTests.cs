using System.Net;
using System.Text.Json;

namespace KefuChat.Tests.Http.Shops;

public sealed class StoreEndpointsTests : ApiTest
{
    private const string Whole = """
        {
          "appid": 7, "name": "旗舰店", "sellers": [55, 56], "greeting": "您好", "offline_message": "稍后回复",
          "hours": {"time_zone": "Asia/Shanghai", "weekly": {"mon": ["09:00-12:00", "13:00-18:00"], "sun": ["22:00-24:00"]}},
          "allowed_origins": ["https://shop.example"], "retention_days": 365
        }
        """;

    [Fact]
    public async Task A_store_is_created_and_read_as_it_was_written()
    {
        var created = (await PutAsync("/api/stores/3", Admin, Whole)).Expect(HttpStatusCode.Created);
        Assert.Equal("/api/stores/3", created.Headers.Location?.ToString());
        var read = (await GetAsync("/api/stores/3", Admin)).Expect(HttpStatusCode.OK);
        Assert.Equal(created.Headers.ETag, read.Headers.ETag);
        Assert.Equal((3L, 7L, "旗舰店", 365), (read["id"].GetInt64(), read["appid"].GetInt64(), read["name"].GetString(), read["retention_days"].GetInt32()));
        Assert.Equal("22:00-24:00", read["hours"].GetProperty("weekly").GetProperty("sun")[0].GetString());
        Assert.True(JsonElement.DeepEquals(created.Body, read.Body));
    }

    [Fact]
    public async Task The_least_of_a_store_is_an_app_and_a_name()
    {
        (await PutAsync("/api/stores/3", Admin, """{"appid": 7, "name": "Shop"}""")).Expect(HttpStatusCode.Created);
        var again = (await PutAsync("/api/stores/3", Admin, """{"appid": 7, "name": "Shop 2"}""")).Expect(HttpStatusCode.OK);
        Assert.Equal("Shop 2", again["name"].GetString());
        Assert.False(again.Body.TryGetProperty("hours", out _));
    }

    [Fact]
    public async Task Who_read_an_older_state_does_not_replace_a_newer_one()
    {
        var first = await PutAsync("/api/stores/3", Admin, Whole);
        var second = (await PutIfAsync(first.Headers.ETag!.ToString())).Expect(HttpStatusCode.OK);
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
        (await PutIfAsync(first.Headers.ETag.ToString())).Expect(HttpStatusCode.PreconditionFailed);
        (await PutIfAsync("*")).Expect(HttpStatusCode.OK);
        (await PutIfAsync("W/\"weak\"")).Expect(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Stores_are_listed_a_page_at_a_time()
    {
        foreach (var id in (int[])[12, 5, 300])
        {
            await PutAsync($"/api/stores/{id}", Admin, Whole);
        }

        var page = (await GetAsync("/api/stores?limit=2", Admin)).Expect(HttpStatusCode.OK);
        Assert.Equal([5, 12], page["stores"].EnumerateArray().Select(store => store.GetProperty("id").GetInt32()));
        var rest = await GetAsync($"/api/stores?limit=2&after={page["next"].GetString()}", Admin);
        Assert.Equal([300], rest["stores"].EnumerateArray().Select(store => store.GetProperty("id").GetInt32()));
        Assert.False(rest.Body.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task Only_the_admin_key_reads_and_writes_stores()
    {
        await PutAsync("/api/stores/3", Admin, Whole);
        foreach (var bearer in (string[])[TokenOf(Seller), TokenOf(Customer)])
        {
            (await PutAsync("/api/stores/3", bearer, Whole)).Expect(HttpStatusCode.Forbidden);
            (await GetAsync("/api/stores/3", bearer)).Expect(HttpStatusCode.Forbidden);
            (await GetAsync("/api/stores", bearer)).Expect(HttpStatusCode.Forbidden);
        }

        (await PutAsync("/api/stores/3", null, Whole)).Expect(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/stores/3", null)).Expect(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/stores", "wrong")).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_404()
    {
        Assert.Equal("There is no such store.", (await GetAsync("/api/stores/3", Admin)).Expect(HttpStatusCode.NotFound).Detail);
        (await GetAsync("/api/stores/-1", Admin)).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"name": "Shop"}""", "appid")]
    [InlineData("""{"appid": 1, "name": "Shop"}""", "appid")]
    [InlineData("""{"appid": 7}""", "name")]
    [InlineData("""{"appid": 7, "name": null}""", "name")]
    [InlineData("""{"appid": 7, "name": "Shop", "sellers": [55, 0]}""", "sellers[1]")]
    [InlineData("""{"appid": 7, "name": "Shop", "sellers": [55, 55]}""", "sellers[1]")]
    [InlineData("""{"appid": 7, "name": "Shop", "sellers": ["x"]}""", "sellers[0]")]
    [InlineData("""{"appid": 7, "name": "Shop", "allowed_origins": ["https://shop.example/page"]}""", "allowed_origins[0]")]
    [InlineData("""{"appid": 7, "name": "Shop", "allowed_origins": [null]}""", "allowed_origins[0]")]
    [InlineData("""{"appid": 7, "name": "Shop", "allowed_origins": ["*"]}""", "allowed_origins[0]")]
    [InlineData("""{"appid": 7, "name": "Shop", "retention_days": 6}""", "retention_days")]
    [InlineData("""{"appid": 7, "name": "Shop", "hours": {}}""", "hours.time_zone")]
    [InlineData("""{"appid": 7, "name": "Shop", "hours": {"time_zone": "Mars/Olympus"}}""", "hours.time_zone")]
    [InlineData("""{"appid": 7, "name": "Shop", "hours": {"time_zone": "UTC", "weekly": {"mon": ["9-12"]}}}""", "hours.weekly.mon[0]")]
    [InlineData("""{"appid": 7, "name": "Shop", "hours": {"time_zone": "UTC", "weekly": {"sat": [null]}}}""", "hours.weekly.sat[0]")]
    [InlineData("""{"appid": 7, "name": "Shop", "hours": {"time_zone": "UTC", "weekly": {"tue": ["09:00-12:00", "11:00-13:00"]}}}""", "hours.weekly.tue[1]")]
    [InlineData("""{"appid": 7, "name": "Shop", "hours": {"time_zone": "UTC", "weekly": {"monday": []}}}""", "hours.weekly.monday")]
    [InlineData("""{"appid": 7, "name": "Shop", "colour": "red"}""", "colour")]
    [InlineData("""{"appid": 7, "name": "Shop", "id": 4}""", "id")]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    public async Task What_is_wrong_is_named(string json, string field) =>
        (await PutAsync("/api/stores/3", Admin, json)).ExpectBad(field);

    [Fact]
    public async Task All_that_is_wrong_is_named_at_once()
    {
        var answer = await PutAsync("/api/stores/0", Admin, $$"""{"greeting": "{{new string('x', 2001)}}"}""");
        Assert.Equal(["appid", "greeting", "name", "store"], answer.Expect(HttpStatusCode.BadRequest).Errors.Order());
    }

    [Theory]
    [InlineData("/api/stores/x", "store")]
    [InlineData("/api/stores?limit=many", "limit")]
    [InlineData("/api/stores?limit=from body.", "limit")]
    [InlineData("/api/stores?limit=0", "limit")]
    [InlineData("/api/stores?limit=101", "limit")]
    public async Task A_parameter_that_is_wrong_is_named(string path, string field) => (await GetAsync(path, Admin)).ExpectBad(field);

    private Task<ApiAnswer> PutIfAsync(string tag) => CallAsync(HttpMethod.Put, "/api/stores/3", Admin, Whole, ("If-Match", tag));
}
