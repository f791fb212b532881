using System.Net;
using System.Net.WebSockets;
using KefuChat.Protocol;
using KefuChat.Shops;

namespace KefuChat.Tests.Http.Shops;

/// <summary>Pages of the origins a store lists call the API and open the WebSocket.</summary>
public sealed class StoreOriginsTests : ApiTest
{
    private const string Page = "https://shop.example";

    [Fact]
    public async Task While_a_store_lists_it_an_origin_is_allowed()
    {
        var time = Server.UseManualTime();
        Assert.False(await MayAsync());
        await PutAsync("/api/stores/3", Admin, $$"""{"appid": 7, "name": "Shop", "allowed_origins": ["{{Page}}"]}""");
        time.Advance(ShopOrigins.Lifetime);
        Assert.True(await MayAsync());
        using var socket = await Server.OpenAsync(KefuV1Codec.Subprotocol, Page);
        Assert.Equal(WebSocketState.Open, socket.State);

        await PutAsync("/api/stores/3", Admin, """{"appid": 7, "name": "Shop"}""");
        time.Advance(ShopOrigins.Lifetime);
        Assert.False(await MayAsync());
    }

    private async Task<bool> MayAsync()
    {
        var preflight = await CallAsync(
            HttpMethod.Options, "/api/stores/3/profile", null, null, ("Origin", Page), ("Access-Control-Request-Method", "GET"));
        Assert.Equal(HttpStatusCode.NoContent, preflight.Status);
        return preflight.Headers.Contains("Access-Control-Allow-Origin");
    }
}
