using System.Net;

namespace KefuChat.Tests.Http.Shops;

public sealed class AppEndpointsTests : ApiTest
{
    [Fact]
    public async Task An_app_is_read_as_it_was_written()
    {
        (await PutAsync("/api/apps/7", Admin, """{"name": "Mall", "word_filter": {"mask": ["笨蛋"], "refuse": ["spam", "\"quoted\""]}}""")).Expect(HttpStatusCode.OK);
        var app = (await GetAsync("/api/apps/7", Admin)).Expect(HttpStatusCode.OK);
        Assert.Equal((7L, "Mall"), (app["appid"].GetInt64(), app["name"].GetString()));
        Assert.Equal(["spam", "\"quoted\""], app["word_filter"].GetProperty("refuse").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal("Mall", Assert.Single((await GetAsync("/api/apps", Admin))["apps"].EnumerateArray()).GetProperty("name").GetString());
        (await GetAsync("/api/apps/8", Admin)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_longest_word_filter_fits()
    {
        var words = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"{new string('字', 60)}{i:D4}\""));
        (await PutAsync("/api/apps/7", Admin, $$$"""{"name": "Mall", "word_filter": {"mask": [{{{words}}}]}}""")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_the_admin_key_may()
    {
        (await PutAsync("/api/apps/7", TokenOf(Seller), """{"name": "Mall"}""")).Expect(HttpStatusCode.Forbidden);
        (await GetAsync("/api/apps/7", TokenOf(Customer))).Expect(HttpStatusCode.Forbidden);
        (await GetAsync("/api/apps", null)).Expect(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/api/apps/7", """{}""", "name")]
    [InlineData("/api/apps/0", """{"name": "Mall"}""", "appid")]
    [InlineData("/api/apps/7", """{"name": "Mall", "word_filter": {"mask": ["ok", ""]}}""", "word_filter.mask[1]")]
    [InlineData("/api/apps/7", """{"name": "Mall", "word_filter": {"refuse": [null]}}""", "word_filter.refuse[0]")]
    [InlineData("/api/apps/7", """{"name": "Mall", "word_filter": {"hide": []}}""", "word_filter.hide")]
    public async Task What_is_wrong_is_named(string path, string json, string field) =>
        (await PutAsync(path, Admin, json)).ExpectBad(field);
}
