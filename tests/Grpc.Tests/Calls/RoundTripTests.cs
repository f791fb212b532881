using Google.Protobuf;
using Grpc.Core;
using Grpc.Tests.Support;

namespace Grpc.Tests.Calls;

/// <summary>Messages go and come, by each kind of method, in cleartext and over TLS.</summary>
public abstract class RoundTripTests
{
    [Fact]
    public async Task A_unary_call_is_answered()
    {
        await using var server = await StartAsync();
        using var call = Connect(server).UnaryAsync(new EchoRequest { Text = "hi" });
        Assert.Equal("hi", (await call).Text);
        Assert.Equal(Status.DefaultSuccess, call.GetStatus());
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public async Task A_blocking_call_is_answered()
    {
        await using var server = await StartAsync();
        Assert.Equal("hi", Connect(server).Unary(new EchoRequest { Text = "hi" }).Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_stream_of_responses_comes_whole_and_in_order(int count)
    {
        await using var server = await StartAsync();
        using var call = Connect(server).ServerStream(new EchoRequest { Count = count });
        var responses = await call.ResponseStream.ReadAsync();
        Assert.Equal(Enumerable.Range(0, count), responses.Select(response => response.Count));
        Assert.Equal(Status.DefaultSuccess, call.GetStatus());
    }

    [Fact]
    public async Task A_stream_of_requests_is_answered_once()
    {
        await using var server = await StartAsync();
        using var call = Connect(server).ClientStream();
        foreach (var text in new[] { "a", "b", "c" })
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = text });
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(new EchoResponse { Text = "abc", Count = 3 }, await call);
    }

    [Fact]
    public async Task Messages_go_both_ways_in_turn()
    {
        await using var server = await StartAsync();
        using var call = Connect(server).Duplex();
        for (var number = 0; number < 10; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Count = number });
            Assert.Equal(number, (await call.ResponseStream.NextAsync()).Count);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(Status.DefaultSuccess, call.GetStatus());
    }

    [Fact]
    public async Task Thousands_of_messages_go_both_ways_at_once()
    {
        const int Count = 20_000;
        await using var server = await StartAsync();
        using var call = Connect(server).Duplex();
        var reading = call.ResponseStream.ReadAsync();
        for (var number = 0; number < Count; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Count = number, Text = new string('x', number % 700) });
        }

        await call.RequestStream.CompleteAsync();
        var responses = await reading;
        Assert.Equal(Enumerable.Range(0, Count), responses.Select(response => response.Count));
        Assert.All(responses, response => Assert.Equal(response.Count % 700, response.Text.Length));
    }

    /// <summary>Sizes around those of buffers and HTTP/2 frames, up to just under the limit of 4 MiB.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(4091)]
    [InlineData(16 * 1024)]
    [InlineData(100_000)]
    [InlineData(4 * 1024 * 1024 - 16)]
    public async Task A_message_of_any_size_comes_as_it_went(int size)
    {
        var data = new byte[size];
        new Random(size).NextBytes(data);
        await using var server = await StartAsync();
        var response = await Connect(server).UnaryAsync(new EchoRequest { Data = ByteString.CopyFrom(data) });
        Assert.Equal(data, response.Data.Span);
    }

    [Fact]
    public async Task Hundreds_of_calls_share_a_channel()
    {
        await using var server = await StartAsync();
        var client = Connect(server);
        var responses = await Task.WhenAll(Enumerable.Range(0, 300).Select(async number => (await client.UnaryAsync(new EchoRequest { Count = number })).Count));
        Assert.Equal(Enumerable.Range(0, 300), responses);
    }

    private protected abstract Task<EchoServer> StartAsync();

    private protected abstract Echo.EchoClient Connect(EchoServer server);
}
