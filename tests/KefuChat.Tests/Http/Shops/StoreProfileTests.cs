using System.Net;

namespace KefuChat.Tests.Http.Shops;

public sealed class StoreProfileTests : ApiTest
{
    private const string Path = "/api/stores/3/profile";

    [Fact]
    public async Task Everybody_may_know_whether_a_store_is_open_and_when_it_opens()
    {
        var time = Server.UseManualTime();
        var day = time.GetUtcNow().UtcDateTime.Date;
        var times = string.Join(", ", ((string[])["mon", "tue", "wed", "thu", "fri", "sat", "sun"]).Select(name => $"\"{name}\": [\"09:00-18:00\"]"));
        await PutAsync("/api/stores/3", Admin, $$"""
            {
              "appid": 7, "name": "Shop", "sellers": [55], "greeting": "Hello", "offline_message": "Later",
              "hours": {
                "time_zone": "UTC",
                "weekly": { {{times}} }
              }
            }
            """);
        time.Advance(day.AddDays(1).AddHours(8) - time.GetUtcNow().UtcDateTime);

        var closed = (await GetAsync(Path, null)).Expect(HttpStatusCode.OK);
        Assert.Equal(("Shop", "Hello", "Later"), (closed["name"].GetString(), closed["greeting"].GetString(), closed["offline_message"].GetString()));
        Assert.False(closed["open_now"].GetBoolean());
        Assert.Equal(day.AddDays(1).AddHours(9), closed["opens_at"].GetDateTime());
        Assert.Equal("UTC", closed["hours"].GetProperty("time_zone").GetString());

        time.Advance(TimeSpan.FromHours(1));
        var open = await GetAsync(Path, null);
        Assert.True(open["open_now"].GetBoolean());
        Assert.False(open.Body.TryGetProperty("opens_at", out _));
    }

    [Fact]
    public async Task It_tells_nothing_that_is_the_shops_own()
    {
        await PutAsync("/api/stores/3", Admin, """{"appid": 7, "name": "Shop", "sellers": [55], "allowed_origins": ["https://shop.example"]}""");
        var profile = await GetAsync(Path, null);
        Assert.False(profile.Body.TryGetProperty("sellers", out _));
        Assert.False(profile.Body.TryGetProperty("allowed_origins", out _));
    }

    [Fact]
    public async Task Somebody_is_there_while_a_seller_is_connected_and_not_away()
    {
        await PutAsync("/api/stores/3", Admin, """{"appid": 7, "name": "Shop", "sellers": [54, 55]}""");
        Assert.False(await IsOnlineAsync());
        await using (await Server.LoginAsync(Seller))
        {
            Assert.True(await IsOnlineAsync());
            await PutAsync("/api/sellers/me/availability", TokenOf(Seller), """{"status": "away"}""");
            Assert.False(await IsOnlineAsync());
            await PutAsync("/api/sellers/me/availability", TokenOf(Seller), """{"status": "available"}""");
            Assert.True(await IsOnlineAsync());
        }
    }

    [Fact]
    public async Task A_store_that_is_not_there_has_none() => (await GetAsync(Path, null)).Expect(HttpStatusCode.NotFound);

    private async Task<bool> IsOnlineAsync() => (await GetAsync(Path, null))["online"].GetBoolean();
}
