using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using KefuChat.Tests.EndToEnd;
using KefuChat.Web;

namespace KefuChat.Tests.Web;

/// <summary>How the browser side is served: encoded, cached, to whom, and what its page may do.</summary>
public sealed partial class WebEndpointsTests() : EndToEndTest(HostKind.InMemory)
{
    [Fact]
    public async Task The_console_names_files_that_are_there_for_good()
    {
        var page = await TextAsync(WebEndpoints.Console, "text/html; charset=utf-8", "no-cache");
        var files = Assets().Matches(page).Select(match => match.Value).ToArray();

        Assert.Contains(files, file => file.EndsWith(".js", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith(".css", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var type = file.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8";
            Assert.NotEmpty(await TextAsync(file, type, "public, max-age=31536000, immutable"));
        }
    }

    [Fact]
    public async Task The_widget_names_the_chat_it_loads()
    {
        var loader = await TextAsync(WebEndpoints.Widget, "text/javascript; charset=utf-8", "public, max-age=300");
        var chats = Assets().Matches(loader).Select(match => match.Value).ToArray();
        Assert.NotEmpty(chats);
        foreach (var chat in chats)
        {
            await TextAsync(chat, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable");
        }
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("BR;q=0.1, gzip;q=0.9", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("deflate", null)]
    [InlineData("", null)]
    public async Task The_smallest_form_that_is_accepted_is_sent(string accepted, string? expected)
    {
        var plain = await TextAsync(WebEndpoints.Widget, "text/javascript; charset=utf-8", "public, max-age=300");
        using var response = await SendAsync(HttpMethod.Get, WebEndpoints.Widget, ("Accept-Encoding", accepted));
        Assert.Equal(expected, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("Accept-Encoding", response.Headers.Vary);

        await using var body = await response.Content.ReadAsStreamAsync();
        await using var decoded = expected switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        Assert.Equal(plain, await new StreamReader(decoded, Encoding.UTF8).ReadToEndAsync());
    }

    [Theory]
    [InlineData(WebEndpoints.Widget)]
    [InlineData(WebEndpoints.Console)]
    public async Task Whoever_has_it_is_not_sent_it_again(string path)
    {
        using var first = await SendAsync(HttpMethod.Get, path, ("Accept-Encoding", "br"));
        using var other = await SendAsync(HttpMethod.Get, path, ("Accept-Encoding", "gzip"));
        var tag = first.Headers.ETag!.ToString();
        Assert.NotEqual(tag, other.Headers.ETag!.ToString());

        using var again = await SendAsync(HttpMethod.Get, path, ("Accept-Encoding", "br"), ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.CacheControl, again.Headers.CacheControl);

        using var changed = await SendAsync(HttpMethod.Get, path, ("Accept-Encoding", "br"), ("If-None-Match", "\"other\""));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory]
    [InlineData(WebEndpoints.Widget)]
    [InlineData(WebEndpoints.Console)]
    public async Task HEAD_tells_the_same_without_the_body(string path)
    {
        using var get = await SendAsync(HttpMethod.Get, path);
        using var head = await SendAsync(HttpMethod.Head, path);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal((await get.Content.ReadAsByteArrayAsync()).Length, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/assets/missing.js")]
    [InlineData("/assets/widget.js")]
    [InlineData("/assets/..%2Fconsole.html")]
    [InlineData("/console.html")]
    [InlineData("/widget.js.br")]
    public async Task What_is_not_one_of_them_is_not_found(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Any_page_may_load_the_widget_and_none_the_console()
    {
        var loader = await TextAsync(WebEndpoints.Widget, "text/javascript; charset=utf-8", "public, max-age=300");
        foreach (var path in (string[])[WebEndpoints.Widget, Assets().Match(loader).Value])
        {
            using var response = await SendAsync(HttpMethod.Get, path, ("Origin", "https://shop.example"));
            Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal("cross-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        }

        using var console = await SendAsync(HttpMethod.Get, WebEndpoints.Console, ("Origin", "https://shop.example"));
        Assert.False(console.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(console.Headers.Contains("Cross-Origin-Resource-Policy"));
    }

    [Fact]
    public async Task The_console_runs_what_this_server_serves_and_nothing_else()
    {
        using var response = await SendAsync(HttpMethod.Get, WebEndpoints.Console);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"))
            .Split("; ")
            .Select(directive => directive.Split(' ', 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);

        Assert.Equal(("'none'", "'self'", "'self'"), (policy["default-src"], policy["script-src"], policy["style-src"]));
        Assert.Equal("'self' ws://localhost wss://localhost", policy["connect-src"]);
        Assert.Equal(("'none'", "'none'", "'none'"), (policy["base-uri"], policy["form-action"], policy["frame-ancestors"]));
        Assert.Equal("'script'", policy["require-trusted-types-for"]);
        Assert.DoesNotContain(policy.Values, value => value.Contains("unsafe", StringComparison.Ordinal));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    /// <summary>A file as it is not encoded, and how it is served.</summary>
    private async Task<string> TextAsync(string path, string type, string cacheControl)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(cacheControl, Assert.Single(response.Headers.GetValues("Cache-Control")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var http = Server.CreateClient();
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request);
    }

    [GeneratedRegex(@"/assets/[\w.-]+")]
    private static partial Regex Assets();
}
