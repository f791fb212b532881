using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KefuChat.Authentication;
using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Http;

public sealed class TokenEndpointTests() : EndToEndTest(HostKind.InMemory)
{
    [Fact]
    public async Task The_admin_key_mints_a_token_that_logs_in()
    {
        var (status, body) = await PostAsync("""{"appid": 7, "uid": 1001, "ttl_seconds": 60}""");

        Assert.Equal(HttpStatusCode.OK, status);
        var expires = body.GetProperty("expires_at").GetDateTimeOffset();
        Assert.InRange(expires, DateTimeOffset.UtcNow.AddSeconds(30), DateTimeOffset.UtcNow.AddSeconds(61));
        await using var client = await Server.ConnectAsync();
        var login = await client.LoginAsync(body.GetProperty("token").GetString()!);
        Assert.Equal((7L, 1001L), (login.AppId, login.Uid));
    }

    [Fact]
    public async Task A_token_of_the_largest_ids_still_fits_a_classic_client()
    {
        var (_, body) = await PostAsync($$"""{"appid": {{User.MaxId}}, "uid": {{User.MaxId}}, "forbidden": true}""");
        Assert.InRange(Encoding.UTF8.GetByteCount(body.GetProperty("token").GetString()!), 1, AuthToken.MaxTokenBytes);
    }

    [Fact]
    public async Task A_token_lives_a_day_unless_told_otherwise()
    {
        var time = Server.UseManualTime();
        var (_, body) = await PostAsync("""{"appid": 7, "uid": 1001}""");
        Assert.Equal(time.GetUtcNow().AddDays(1), body.GetProperty("expires_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_forbidden_token_says_so()
    {
        var (_, body) = await PostAsync("""{"appid": 7, "uid": 1001, "forbidden": true}""");
        var identity = await Server.Get<Tokens>().VerifyAsync(body.GetProperty("token").GetString()!);
        Assert.Equal(new TokenIdentity(Customer, IsForbidden: true), identity);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Basic " + KefuServer.AdminKey)]
    [InlineData("Bearer ")]
    public async Task Without_the_admin_key_there_is_none(string? authorization)
    {
        var (status, body) = await PostAsync("""{"appid": 7, "uid": 1001}""", authorization);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("admin key", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"uid": 1001}""", "appid")]
    [InlineData("""{"appid": 7}""", "uid")]
    [InlineData("""{"appid": -1, "uid": 1001}""", "appid")]
    [InlineData("""{"appid": 7, "uid": 9007199254740992}""", "uid")]
    [InlineData("""{"appid": 7, "uid": 1001, "ttl_seconds": 0}""", "ttl_seconds")]
    [InlineData("""{"appid": 7, "uid": 1001, "ttl_seconds": 99999999999}""", "ttl_seconds")]
    public async Task A_value_out_of_range_is_named(string json, string named)
    {
        var (status, body) = await PostAsync(json);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(body.GetProperty("errors").TryGetProperty(named, out _));
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{", "JSON")]
    [InlineData("null", "null")]
    [InlineData("""{"appid": "7", "uid": 1001}""", "appid")]
    [InlineData("""{"appid": 7, "uid": 1001, "tll_seconds": 5}""", "tll_seconds")]
    public async Task A_body_that_is_not_the_one_expected_is_a_problem_that_says_where(string json, string named)
    {
        var (status, body) = await PostAsync(json);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(named, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string json, string? authorization = "Bearer " + KefuServer.AdminKey)
    {
        using var http = Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tokens") { Content = new StringContent(json) };
        if (authorization is not null)
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        }

        using var response = await http.SendAsync(request);
        var type = response.IsSuccessStatusCode ? "application/json" : "application/problem+json";
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()));
    }
}
