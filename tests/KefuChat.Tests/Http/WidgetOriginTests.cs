using System.Net;
using KefuChat.Tests.Http.Conversations;

namespace KefuChat.Tests.Http;

/// <summary>What the widget calls from a shop's page, which is of another origin: the store's allowed_origins let it, and no other's.</summary>
public sealed class WidgetOriginTests : ShopTest
{
    private const string Page = "https://shop.example";

    [Theory]
    [InlineData("GET", "/api/stores/1001/profile")]
    [InlineData("POST", "/api/visitors")]
    [InlineData("POST", "/api/visitors/refresh")]
    [InlineData("POST", "/api/visitors/merge")]
    [InlineData("POST", "/api/stores/1001/assignment")]
    [InlineData("GET", "/api/conversations")]
    [InlineData("GET", "/api/conversations/1001.7.1001/messages?limit=50")]
    [InlineData("PUT", "/api/conversations/1001.7.1001/read")]
    [InlineData("POST", "/api/conversations/1001.7.1001/files?name=a.png")]
    [InlineData("GET", "/api/files/1001-7-1001-0123456789abcdef")]
    public async Task A_call_from_the_stores_page_is_let_through_and_its_answer_read_whatever_it_is(string method, string path)
    {
        await OpenShopAsync(more: $$""", "allowed_origins": ["{{Page}}"]""");

        var preflight = await PreflightAsync(method, path, Page);
        Assert.Equal(Page, AllowedOrigin(preflight));
        Assert.Contains(method, Header(preflight, "Access-Control-Allow-Methods"), StringComparison.Ordinal);

        // Without a token, or a body: most of them are refused, and the page must be able to read why.
        var answer = await CallAsync(new HttpMethod(method), path, null, null, ("Origin", Page));
        Assert.Equal(Page, AllowedOrigin(answer));
        Assert.Contains("Retry-After", Header(answer, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Null(AllowedOrigin(await PreflightAsync(method, path, "https://other.example")));
    }

    [Fact]
    public async Task What_is_found_nowhere_and_what_comes_too_often_is_read_too()
    {
        Server.Set("Kefu:Limits:VisitorsPerMinute", 1);
        await OpenShopAsync(more: $$""", "allowed_origins": ["{{Page}}"]""");
        const string Body = """{"store": 1001}""";

        (await CallAsync(HttpMethod.Post, "/api/visitors", null, Body, ("Origin", Page))).Expect(HttpStatusCode.OK);
        var limited = (await CallAsync(HttpMethod.Post, "/api/visitors", null, Body, ("Origin", Page))).Expect(HttpStatusCode.TooManyRequests);
        Assert.Equal(Page, AllowedOrigin(limited));
        Assert.InRange(limited.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);

        var missing = (await CallAsync(HttpMethod.Get, "/api/stores/404/profile", null, null, ("Origin", Page))).Expect(HttpStatusCode.NotFound);
        Assert.Equal(Page, AllowedOrigin(missing));
    }

    private Task<ApiAnswer> PreflightAsync(string method, string path, string origin) => CallAsync(
        HttpMethod.Options, path, null, null,
        ("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", "authorization,content-type"));

    private static string? AllowedOrigin(ApiAnswer answer) =>
        answer.Headers.Contains("Access-Control-Allow-Origin") ? Header(answer, "Access-Control-Allow-Origin") : null;

    private static string Header(ApiAnswer answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
