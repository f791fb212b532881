using System.Net;

namespace KefuChat.Tests.Http;

/// <summary>Which pages of other origins may call the API.</summary>
public sealed class CorsTests : ApiTest
{
    private const string Page = "https://shop.example";

    [Fact]
    public async Task A_page_of_an_allowed_origin_may_ask_and_read()
    {
        Server.Set("Kefu:AllowedOrigins:0", Page);
        var preflight = (await PreflightAsync("/api/tokens", Page)).Expect(HttpStatusCode.NoContent);
        Assert.Equal(Page, AllowedOrigin(preflight));
        Assert.Equal("600", Assert.Single(preflight.Headers.GetValues("Access-Control-Max-Age")));
        Assert.Contains("Authorization", Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.OrdinalIgnoreCase);
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Credentials"));

        var refused = await CallAsync(HttpMethod.Post, "/api/tokens", null, "{}", ("Origin", Page));
        Assert.Equal((HttpStatusCode.Unauthorized, Page), (refused.Status, AllowedOrigin(refused)));
        Assert.Contains("Origin", refused.Headers.Vary);
    }

    [Fact]
    public async Task A_page_of_any_other_may_not()
    {
        Server.Set("Kefu:AllowedOrigins:0", Page);
        Assert.Null(AllowedOrigin(await PreflightAsync("/api/tokens", "https://evil.example")));
    }

    [Fact]
    public async Task What_is_no_API_is_for_no_other_page()
    {
        Server.Set("Kefu:AllowedOrigins:0", Page);
        Assert.Null(AllowedOrigin(await CallAsync(HttpMethod.Get, "/healthz", null, null, ("Origin", Page))));
    }

    private Task<ApiAnswer> PreflightAsync(string path, string origin) => CallAsync(
        HttpMethod.Options, path, null, null,
        ("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type"));

    private static string? AllowedOrigin(ApiAnswer answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
}
