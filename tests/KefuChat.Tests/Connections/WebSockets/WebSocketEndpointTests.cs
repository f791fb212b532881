using System.Net;
using System.Net.WebSockets;
using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>Who may open a WebSocket, and which framing it speaks.</summary>
public sealed class WebSocketEndpointTests() : EndToEndTest(HostKind.Kestrel)
{
    [Fact]
    public async Task The_subprotocol_chosen_is_echoed_and_none_is_the_classic_framing()
    {
        using var modern = await Server.OpenAsync("kefu.v1");
        using var classic = await Server.OpenAsync(null);
        Assert.Equal(("kefu.v1", null), (modern.SubProtocol, classic.SubProtocol));
    }

    [Fact]
    public async Task Only_unknown_subprotocols_are_refused_with_400_that_names_the_known_one()
    {
        var refusal = await RefusalAsync(subprotocol: "kefu.v9");
        Assert.Equal(HttpStatusCode.BadRequest, refusal.Status);
        Assert.Contains("kefu.v1", refusal.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_no_upgrade_is_told_so()
    {
        Server.Start();
        using var http = Server.CreateClient();
        using var response = await http.GetAsync(new Uri("/ws", UriKind.Relative));
        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Contains("websocket", response.Headers.Upgrade.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_the_same_host_may_and_any_other_may_not()
    {
        Server.Start();
        var self = Server.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);
        using var own = await Server.OpenAsync("kefu.v1", self);
        Assert.Equal(WebSocketState.Open, own.State);

        var refusal = await RefusalAsync(origin: "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, refusal.Status);
        Assert.Contains("Kefu:AllowedOrigins", refusal.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await RefusalAsync(origin: "null")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await RefusalAsync(origin: "http://localhost:1")).Status);
    }

    [Fact]
    public async Task Allowed_origins_take_the_place_of_the_same_host()
    {
        Server.Set("Kefu:AllowedOrigins:0", "https://shop.example").Start();
        using var allowed = await Server.OpenAsync("kefu.v1", "https://SHOP.example");
        Assert.Equal(WebSocketState.Open, allowed.State);
        var self = Server.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.Forbidden, (await RefusalAsync(origin: self)).Status);
    }

    [Fact]
    public async Task A_star_allows_every_origin_and_no_origin_is_no_page()
    {
        Server.Set("Kefu:AllowedOrigins:0", "*");
        using var any = await Server.OpenAsync("kefu.v1", "https://anything.example");
        using var none = await Server.OpenAsync("kefu.v1");
        Assert.Equal((WebSocketState.Open, WebSocketState.Open), (any.State, none.State));
    }

    [Fact]
    public async Task A_WebSocket_over_HTTP_2_is_as_good()
    {
        Server.Set("Kestrel:EndpointDefaults:Protocols", "Http2").Start();
        using var handler = new SocketsHttpHandler();
        using var invoker = new HttpMessageInvoker(handler);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.AddSubProtocol(KefuV1Codec.Subprotocol);
        await socket.ConnectAsync(new UriBuilder(Server.ClientOptions.BaseAddress) { Scheme = "ws", Path = "/ws" }.Uri, invoker, CancellationToken.None);
        await using var client = new KefuClient(new WebClientSocket(socket));
        client.Read();

        await client.LoginAsync(Server.Token(Customer));
        await client.AskAsync(Customer, Seller.Uid, "hello");

        Assert.Equal(Status.Ok, (await client.ExpectAsync(Command.Ack)).Status);
    }

    /// <summary>How the handshake is refused, read with a plain request: a WebSocket client shows no body.</summary>
    private async Task<(HttpStatusCode Status, string Body)> RefusalAsync(string subprotocol = KefuV1Codec.Subprotocol, string? origin = null)
    {
        Server.Start();
        using var http = Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ws");
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.Add("Sec-WebSocket-Protocol", subprotocol);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
