using System.Text;
using KefuChat.Connections;
using KefuChat.Connections.WebSockets;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>
/// The opening handshake byte by byte, on both its ways: before HTTP, and through it. HTTP puts the date into each of its
/// responses, so it shows which way was taken.
/// </summary>
public sealed class HandshakeTests : EndToEndTest
{
    /// <summary>The middleware's patience with a head must not depend on how busy the machine is.</summary>
    public HandshakeTests()
        : base(HostKind.Kestrel) => Server.UseManualTime();

    /// <summary>Lines that ASP.NET Core's routes take for the same, and the middleware leaves to them.</summary>
    public static TheoryData<string, bool> Ways => new()
    {
        { "GET /ws HTTP/1.1", false },
        { "GET /ws?from=here HTTP/1.1", false },
        { "GET /WS HTTP/1.1", true },
        { "GET /ws/ HTTP/1.1", true },
    };

    /// <summary>Each with the status it has always had.</summary>
    public static TheoryData<string, int> Others => new()
    {
        { "GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n", 426 },
        { RawClient.Request().Replace("13", "12", StringComparison.Ordinal), 426 },
        { RawClient.Request().Replace("dGhl", "dGh", StringComparison.Ordinal), 426 },
        { RawClient.Request(host: ""), 400 },
        { RawClient.Request(host: "X: y"), 400 },
        { RawClient.Request(host: "Host: a\r\nHost: b"), 400 },
        { RawClient.Request(host: "Host: a b"), 400 },
        { RawClient.Request(host: "Host: localhost:abc"), 400 },
        { RawClient.Request(more: "Bad Name: x\r\n"), 400 },
        { RawClient.Request(more: "Latin: \u00e4\r\n"), 400 },
        { RawClient.Request(more: "Content-Length: abc\r\n"), 400 },
        { RawClient.Request(more: "Content-Length: -1\r\n"), 400 },
        { RawClient.Request(more: "Content-Length: 1\r\nContent-Length: 1\r\n"), 400 },
        { RawClient.Request("GET /wsx HTTP/1.1"), 404 },
        { RawClient.Request("GET /healthz HTTP/1.1"), 200 },
        { RawClient.Request("GET /ws HTTP/1.9"), 505 },
        { RawClient.Request(more: "Origin: https://evil.example\r\n"), 403 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_WebSocket_opens_and_what_came_with_the_request_is_read(string line, bool isThroughHttp)
    {
        using var client = await ConnectAsync();
        await client.SendAsync([.. Encoding.ASCII.GetBytes(RawClient.Request(line)), .. ClientFrame.Ping(1, 2)]);

        var head = await client.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);

        // The standard's own example (RFC 6455, 1.3).
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Protocol: kefu.v1\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Upgrade: websocket\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Connection: Upgrade\r\n", head, StringComparison.Ordinal);
        Assert.Equal(isThroughHttp, head.Contains("Date:", StringComparison.Ordinal));
        Assert.Equal([0x8a, 2, 1, 2], await client.ReadAsync(4));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_no_frame_closes_with_1002_and_the_reason(string line, bool isThroughHttp)
    {
        using var client = await OpenAsync(RawClient.Request(line), isThroughHttp);
        await client.SendAsync(ClientFrame.Of(WebSocketOpcode.Binary, [1], isMasked: false));

        var header = await client.ReadAsync(4);
        Assert.Equal([0x88, 1002 >> 8, 1002 & 0xff], [header[0], header[2], header[3]]);
        Assert.Contains("not masked", Encoding.UTF8.GetString(await client.ReadAsync(header[1] - 2)), StringComparison.Ordinal);
        await client.SendAsync(ClientFrame.Close(1002));
        Assert.True(await client.IsEndAsync());
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_is_no_good_request_for_a_WebSocket_is_answered_by_HTTP(string request, int status)
    {
        using var client = await ConnectAsync();
        await client.SendAsync(request);
        var head = await client.ReadHeadAsync();
        Assert.StartsWith($"HTTP/1.1 {status} ", head, StringComparison.Ordinal);
        Assert.Contains("Date:", head, StringComparison.Ordinal);
        Assert.Equal(status == 426, head.Contains("Sec-WebSocket-Version: 13", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Content-Length: 0\r\n")]
    [InlineData("Name: \u00c3\u00a4\r\n")]
    public async Task An_unusual_request_goes_through_HTTP(string more)
    {
        using var client = await OpenAsync(RawClient.Request(more: more), isThroughHttp: true);
    }

    [Fact]
    public async Task A_handshake_that_fails_is_answered_by_HTTP()
    {
        Server.Replace<IShopOrigins>(new BrokenOrigins());
        using var client = await ConnectAsync();
        await client.SendAsync(RawClient.Request(more: "Origin: https://shop.example\r\n"));
        Assert.StartsWith("HTTP/1.1 500 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_may_come_in_pieces()
    {
        using var client = await ConnectAsync();
        foreach (var character in RawClient.Request())
        {
            await client.SendAsync((byte)character);
        }

        Assert.StartsWith("HTTP/1.1 101 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_must_be_one_of_AllowedHosts()
    {
        Server.Set("AllowedHosts", "shop.example;*.chat.example");
        using var own = await OpenAsync(RawClient.Request(host: "Host: shop.example"), isThroughHttp: false);
        using var below = await OpenAsync(RawClient.Request(host: "Host: a.chat.example:80"), isThroughHttp: false);
        using var other = await ConnectAsync();
        await other.SendAsync(RawClient.Request(host: "Host: evil.example"));
        Assert.StartsWith("HTTP/1.1 400 ", await other.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /ws HTTP/1.1", false)]
    [InlineData("GET /WS HTTP/1.1", true)]
    public async Task Behind_a_proxy_that_is_trusted_the_address_it_names_counts(string line, bool isThroughHttp)
    {
        Server.Set("ForwardedHeaders_Enabled", "true").Set("Kefu:Limits:ConnectionsPerAddress", 1);
        using var one = await OpenAsync(RawClient.Request(line, more: "X-Forwarded-For: 192.0.2.1\r\n"), isThroughHttp);
        using var other = await OpenAsync(RawClient.Request(line, more: "X-Forwarded-For: 192.0.2.2\r\n"), isThroughHttp);
        using var again = await OpenAsync(RawClient.Request(line, more: "X-Forwarded-For: 192.0.2.1\r\n"), isThroughHttp);

        var header = await again.ReadAsync(4);
        Assert.Equal([0x88, 1013 >> 8, 1013 & 0xff], [header[0], header[2], header[3]]);
        await other.SendAsync(ClientFrame.Ping(7));
        Assert.Equal([0x8a, 1, 7], await other.ReadAsync(3));
    }

    private async Task<RawClient> ConnectAsync()
    {
        Server.Start();
        return await RawClient.ConnectAsync(Server.ClientOptions.BaseAddress);
    }

    private async Task<RawClient> OpenAsync(string request, bool isThroughHttp)
    {
        var client = await ConnectAsync();
        await client.SendAsync(request);
        var head = await client.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        Assert.Equal(isThroughHttp, head.Contains("Date:", StringComparison.Ordinal));
        return client;
    }

    private sealed class BrokenOrigins : IShopOrigins
    {
        public ValueTask<bool> ContainsAsync(string origin) => throw new ObjectDisposedException("storage");
    }
}
