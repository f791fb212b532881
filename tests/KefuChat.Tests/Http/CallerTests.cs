using System.Net;

namespace KefuChat.Tests.Http;

/// <summary>Who may make a call, on one that only the admin key may.</summary>
public sealed class CallerTests : ApiTest
{
    private const string Body = """{"appid": 7, "uid": 1001}""";

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJhcHBpZCI6NywidWlkIjoxfQ.")]
    public async Task Whom_nobody_knows_is_told_what_is_wanted(string? bearer)
    {
        var answer = (await PostAsync("/api/tokens", bearer, Body)).Expect(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal("Authorization must be 'Bearer' and the admin key.", answer.Detail);
    }

    [Fact]
    public async Task Whose_token_has_expired_nobody_knows()
    {
        var time = Server.UseManualTime();
        var token = TokenOf(Seller);
        time.Advance(TimeSpan.FromHours(1));
        (await PostAsync("/api/tokens", token, Body)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Whoever_is_known_and_may_not_is_told_what_is_wanted()
    {
        var answer = (await PostAsync("/api/tokens", TokenOf(Seller), Body)).Expect(HttpStatusCode.Forbidden);
        Assert.Equal("This call needs the admin key.", answer.Detail);
    }
}
