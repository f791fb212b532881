using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Tests.Support;

namespace Grpc.Tests.Calls;

/// <summary>What a channel may be given, and what it disposes.</summary>
public sealed class ChannelTests
{
    [Theory]
    [InlineData("ftp://host")]
    [InlineData("host:5000")]
    [InlineData("dns:///host")]
    public void An_address_is_http_or_https(string address) => Assert.Throws<ArgumentException>(() => GrpcChannel.ForAddress(address));

    [Fact]
    public void Credentials_agree_with_the_address()
    {
        Assert.Throws<InvalidOperationException>(() =>
            GrpcChannel.ForAddress("http://host", new GrpcChannelOptions { Credentials = ChannelCredentials.SecureSsl }));
        Assert.Throws<InvalidOperationException>(() =>
            GrpcChannel.ForAddress("https://host", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure }));
        using var channel = GrpcChannel.ForAddress(new Uri("http://host:81"), new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure });
        Assert.Equal("host:81", channel.Target);
    }

    [Fact]
    public void A_channel_has_one_transport()
    {
        using var http = new HttpClient();
        using var handler = new SocketsHttpHandler();
        Assert.Throws<ArgumentException>(() =>
            GrpcChannel.ForAddress("http://host", new GrpcChannelOptions { HttpClient = http, HttpHandler = handler }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_given_client_is_used_and_disposed_only_where_that_is_wanted(bool dispose)
    {
        await using var server = await EchoServer.StartAsync();
        using var http = new HttpClient();
        using (var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpClient = http, DisposeHttpClient = dispose }))
        {
            using var call = new Echo.EchoClient(channel).Duplex();
            await call.RequestStream.WriteAsync(new EchoRequest { Count = 1 });
            Assert.Equal(1, (await call.ResponseStream.NextAsync()).Count);
        }

        using var again = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpClient = http });
        using var unary = new Echo.EchoClient(again).UnaryAsync(new EchoRequest());
        if (dispose)
        {
            await Assert.ThrowsAsync<RpcException>(() => unary.ResponseAsync);
        }
        else
        {
            await unary;
        }
    }

    /// <summary>What SocketsHttpHandler can do, a channel can: here, find out that the other side is gone without a word.</summary>
    [Fact]
    public async Task A_peer_that_answers_no_ping_is_UNAVAILABLE()
    {
        await using var peer = SilentPeer.Start();
        using var handler = new SocketsHttpHandler
        {
            KeepAlivePingDelay = TimeSpan.FromSeconds(1),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(1),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        };
        using var channel = GrpcChannel.ForAddress(peer.Address, new GrpcChannelOptions { HttpHandler = handler });
        using var call = new Echo.EchoClient(channel).Duplex();
        await Statuses.AssertFailsAsync(StatusCode.Unavailable, () => call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task One_request_may_be_sent_again_by_HTTP()
    {
        using var handler = new ReplayingHandler();
        using var channel = GrpcChannel.ForAddress("http://host", new GrpcChannelOptions { HttpHandler = handler });
        var request = new EchoRequest { Text = "again" };
        await Statuses.AssertFailsAsync(StatusCode.Unavailable, new Echo.EchoClient(channel).UnaryAsync(request));
        Assert.Equal([Frames.Of(request), Frames.Of(request)], handler.Bodies);
    }

    [Fact]
    public async Task A_stream_of_requests_is_not_sent_again()
    {
        using var handler = new ReplayingHandler();
        using var channel = GrpcChannel.ForAddress("http://host", new GrpcChannelOptions { HttpHandler = handler });
        using var call = new Echo.EchoClient(channel).Duplex();
        await call.RequestStream.CompleteAsync();
        await Statuses.AssertFailsAsync(StatusCode.Unavailable, () => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Single(handler.Bodies);
    }

    [Fact]
    public async Task A_handler_that_answers_nothing_before_it_has_heard_everything_does_not_hold_up_a_failure()
    {
        using var handler = new BrokenBodyHandler();
        using var channel = GrpcChannel.ForAddress("http://host", new GrpcChannelOptions { HttpHandler = handler });
        using var call = new Echo.EchoClient(channel).Duplex();
        await Statuses.AssertFailsAsync(StatusCode.Unavailable, () => call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public void A_client_without_a_channel_makes_no_calls()
    {
        Assert.Throws<NotSupportedException>(() => new TestDouble().Unary(new EchoRequest()));
    }

    private sealed class TestDouble : Echo.EchoClient;

    private sealed class BrokenBodyHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var closed = new MemoryStream();
            await request.Content!.CopyToAsync(closed, new CancellationToken(canceled: true));
            throw new InvalidOperationException("There is no response.");
        }
    }
}
