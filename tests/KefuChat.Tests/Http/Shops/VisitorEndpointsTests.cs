using System.Net;
using KefuChat.Authentication;
using KefuChat.Protocol;
using KefuChat.Shops;

namespace KefuChat.Tests.Http.Shops;

public sealed class VisitorEndpointsTests : ApiTest
{
    private const string Path = "/api/visitors";
    private const string Body = """{"store": 3}""";
    private const string Page = "https://shop.example";

    [Fact]
    public async Task A_stranger_becomes_a_visitor_who_logs_in()
    {
        await PutStoreAsync();
        var visitor = (await PostAsync(Path, null, Body)).Expect(HttpStatusCode.OK);
        Assert.Equal(7, visitor["appid"].GetInt64());
        Assert.InRange(visitor["uid"].GetInt64(), Visitors.FirstUid, User.MaxId);
        Assert.InRange(visitor["expires_at"].GetDateTimeOffset(), DateTimeOffset.UtcNow.AddDays(29.9), DateTimeOffset.UtcNow.AddDays(30));
        var user = new User(7, visitor["uid"].GetInt64());
        var token = visitor["token"].GetString()!;
        Assert.Equal(new TokenIdentity(user, IsForbidden: false, IsVisitor: true), await Server.Get<Tokens>().VerifyAsync(token));

        await using var client = await Server.ConnectAsync();
        Assert.Equal(user.Uid, (await client.LoginAsync(token)).Uid);
        Assert.NotEqual(user.Uid, (await PostAsync(Path, null, Body))["uid"].GetInt64());
    }

    [Fact]
    public async Task A_visitor_stays_the_same_for_longer()
    {
        var time = Server.UseManualTime();
        await PutStoreAsync();
        var visitor = await PostAsync(Path, null, Body);
        time.Advance(TimeSpan.FromDays(29));
        var refreshed = (await PostAsync(Path + "/refresh", visitor["token"].GetString(), "")).Expect(HttpStatusCode.OK);
        Assert.Equal(visitor["uid"].GetInt64(), refreshed["uid"].GetInt64());
        Assert.Equal(visitor["expires_at"].GetDateTime().AddDays(29), refreshed["expires_at"].GetDateTime());
        time.Advance(TimeSpan.FromDays(1));
        (await PostAsync(Path + "/refresh", visitor["token"].GetString(), "")).Expect(HttpStatusCode.Unauthorized);
        (await PostAsync(Path + "/refresh", refreshed["token"].GetString(), "")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_a_visitor_is_refreshed()
    {
        (await PostAsync(Path + "/refresh", TokenOf(Customer), "")).Expect(HttpStatusCode.Forbidden);
        (await PostAsync(Path + "/refresh", TokenOf(Seller), "")).Expect(HttpStatusCode.Forbidden);
        (await PostAsync(Path + "/refresh", null, "")).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_page_must_be_the_stores_or_one_that_the_settings_allow()
    {
        await PutStoreAsync();
        await PutAsync("/api/stores/4", Admin, """{"appid": 7, "name": "Other", "allowed_origins": ["https://other.example"]}""");
        (await FromAsync(Page)).Expect(HttpStatusCode.OK);
        (await FromAsync("http://localhost")).Expect(HttpStatusCode.OK);
        (await FromAsync("https://evil.example")).Expect(HttpStatusCode.Forbidden);
        Assert.Contains("allowed_origins", (await FromAsync("https://other.example")).Expect(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_given_so_many_a_minute()
    {
        Server.Set("Kefu:Limits:VisitorsPerMinute", 2);
        await PutStoreAsync();
        var token = (await PostAsync(Path, null, Body)).Expect(HttpStatusCode.OK)["token"].GetString();
        (await PostAsync(Path + "/refresh", token, "")).Expect(HttpStatusCode.OK);
        var refused = (await PostAsync(Path, null, Body)).Expect(HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        (await GetAsync("/api/stores/3", Admin)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_limit_there_is_none()
    {
        Server.Set("Kefu:Limits:VisitorsPerMinute", 0);
        await PutStoreAsync();
        for (var i = 0; i < 50; i++)
        {
            (await PostAsync(Path, null, Body)).Expect(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        (await PostAsync(Path, null, "{}")).ExpectBad("store");
        (await PostAsync(Path, null, """{"store": "3"}""")).ExpectBad("store");
        (await PostAsync(Path, null, """{"store": 3, "uid": 5}""")).ExpectBad("uid");
        (await PostAsync(Path, null, Body)).Expect(HttpStatusCode.NotFound);
    }

    private Task<ApiAnswer> PutStoreAsync() =>
        PutAsync("/api/stores/3", Admin, $$"""{"appid": 7, "name": "Shop", "allowed_origins": ["{{Page}}"]}""");

    private Task<ApiAnswer> FromAsync(string origin) => CallAsync(HttpMethod.Post, Path, null, Body, ("Origin", origin));
}
