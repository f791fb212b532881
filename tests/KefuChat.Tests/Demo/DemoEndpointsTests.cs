using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using KefuChat.Authentication;
using KefuChat.Demo;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Tests.EndToEnd;
using KefuChat.Web;
using Microsoft.AspNetCore.Mvc.Testing;

namespace KefuChat.Tests.Demo;

public sealed partial class DemoEndpointsTests() : EndToEndTest(HostKind.InMemory)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, string> ContentTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml; charset=utf-8",
    };

    [Fact]
    public async Task The_page_is_served_and_embeds_the_widget()
    {
        Server.UseDevelopment();
        var page = await ExpectFileAsync("/demo", ContentTypes[".html"]);
        Assert.Contains("""<script async src="/widget.js" data-store="1001"></script>""", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_is_served_by_its_name_and_so_is_every_file_it_names()
    {
        Server.UseDevelopment();
        foreach (var file in Files())
        {
            var source = await ExpectFileAsync("/demo/" + file, ContentTypes[Path.GetExtension(file)]);
            Assert.All(Named().Matches(source), match => Assert.Contains(match.Groups[1].Value, Files()));
        }
    }

    [Theory]
    [InlineData("/demo/missing.js")]
    [InlineData("/demo/DemoEndpoints.cs")]
    [InlineData("/demo/demo")]
    [InlineData("/demo/.js")]
    [InlineData("/demo/..%2FSqlite%2Fschema.sql")]
    [InlineData("/demo/demo.js/more")]
    public async Task A_name_that_is_not_one_of_its_files_is_not_found(string path)
    {
        Server.UseDevelopment();
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, User.MaxId)]
    public async Task A_token_is_minted_for_whoever_asks(long appid, long uid)
    {
        Server.UseDevelopment();
        using var response = await GetAsync($"/demo/token?appid={appid}&uid={uid}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        var identity = await Server.Get<Tokens>().VerifyAsync(body.GetProperty("token").GetString()!);
        Assert.Equal(new TokenIdentity(new User(appid, uid), IsForbidden: false), identity);
    }

    [Fact]
    public async Task Without_an_app_the_token_is_a_customers_of_the_store()
    {
        Server.UseDevelopment();
        var body = await JsonAsync("/demo/token?uid=42");
        var identity = await Server.Get<Tokens>().VerifyAsync(body.GetProperty("token").GetString()!);
        Assert.Equal(new User(7, 42), identity?.User);
    }

    [Fact]
    public async Task The_console_is_told_the_sellers_to_pick()
    {
        Server.UseDevelopment();
        var settings = await JsonAsync(WebEndpoints.ConsoleSettings);
        Assert.True(settings.GetProperty("development").GetBoolean());
        Assert.Equal(
            """[{"appid":1,"uid":1,"name":"Ann","store":"Rain & Co"},{"appid":1,"uid":2,"name":"Bo","store":"Rain & Co"}]""",
            JsonSerializer.Serialize(settings.GetProperty("demo"), Readable));
    }

    [Fact]
    public async Task The_console_is_told_of_nobody_in_production()
    {
        var settings = await JsonAsync(WebEndpoints.ConsoleSettings);
        Assert.Equal("""{"development":false,"demo":[]}""", settings.GetRawText());
        Assert.Null(await Server.Get<Stores>().FindAsync(DemoStore.Id));
    }

    [Theory]
    [InlineData(true, "/demo")]
    [InlineData(false, WebEndpoints.Console)]
    public async Task The_root_leads_to_what_is_there(bool isDevelopment, string expected)
    {
        if (isDevelopment)
        {
            Server.UseDevelopment();
        }

        using var http = Server.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var response = await http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("?appid=0&uid=1")]
    [InlineData("?appid=1&uid=-1")]
    [InlineData("?appid=1&uid=9007199254740992")]
    [InlineData("?appid=1&uid=one")]
    [InlineData("?uid=0")]
    [InlineData("?appid=1")]
    [InlineData("")]
    public async Task For_ids_that_are_none_there_is_a_problem(string query)
    {
        Server.UseDevelopment();
        using var response = await GetAsync("/demo/token" + query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task In_production_there_is_no_demo()
    {
        var paths = Files().Select(file => "/demo/" + file).Concat(["/demo", "/demo?as=seller", "/demo/token?appid=7&uid=1001"]);
        foreach (var path in paths)
        {
            using var response = await GetAsync(path);
            Assert.True(response.StatusCode == HttpStatusCode.NotFound, path);
        }
    }

    /// <summary>What lies embedded beside the endpoints.</summary>
    private static List<string> Files() => typeof(DemoEndpoints).Assembly
        .GetManifestResourceNames()
        .Where(name => name.StartsWith("Demo/", StringComparison.Ordinal))
        .Select(name => name["Demo/".Length..])
        .ToList();

    private async Task<string> ExpectFileAsync(string path, string type)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.True(response.Headers.CacheControl!.NoCache);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var http = Server.CreateClient();
        return await http.GetAsync(new Uri(path, UriKind.Relative));
    }

    /// <summary>What the page loads.</summary>
    [GeneratedRegex("""(?:src|href)="/demo/([\w.]+)""")]
    private static partial Regex Named();
}
