using System.Net;

namespace KefuChat.Tests.Http.Shops;

public sealed class CustomerEndpointsTests : ApiTest
{
    [Fact]
    public async Task A_profile_is_read_as_it_was_written()
    {
        (await PutAsync("/api/customers/7/1001", Admin, """{"name": "王女士", "avatar": ""}""")).Expect(HttpStatusCode.OK);
        Assert.Equal("王女士", (await GetAsync("/api/customers/7/1001", Admin)).Expect(HttpStatusCode.OK)["name"].GetString());
        (await GetAsync("/api/customers/8/1001", Admin)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_the_admin_key_may()
    {
        (await PutAsync("/api/customers/7/1001", TokenOf(Customer), """{"name": "Wang"}""")).Expect(HttpStatusCode.Forbidden);
        (await GetAsync("/api/customers/7/1001", TokenOf(Seller))).Expect(HttpStatusCode.Forbidden);
        (await GetAsync("/api/customers/7/1001", null)).Expect(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/api/customers/7/1001", """{"name": ""}""", "name")]
    [InlineData("/api/customers/1/1001", """{"name": "Wang"}""", "appid")]
    [InlineData("/api/customers/7/0", """{"name": "Wang"}""", "uid")]
    [InlineData("/api/customers/7/1001", """{"name": "Wang", "avatar": "data:,"}""", "avatar")]
    public async Task What_is_wrong_is_named(string path, string json, string field) =>
        (await PutAsync(path, Admin, json)).ExpectBad(field);
}
