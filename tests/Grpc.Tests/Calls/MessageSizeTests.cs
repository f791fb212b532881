using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Tests.Support;

namespace Grpc.Tests.Calls;

/// <summary>Messages larger than a side takes, or may send, are RESOURCE_EXHAUSTED.</summary>
public sealed class MessageSizeTests
{
    private const int FourMebibytes = 4 * 1024 * 1024;

    private static readonly EchoRequest Small = new() { Text = new string('x', 90) };
    private static readonly EchoRequest Large = new() { Text = new string('x', 100) };

    [Fact]
    public async Task The_server_receives_no_more_than_it_takes()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxReceiveMessageSize = 100);
        var client = server.Connect();
        await client.UnaryAsync(Small);
        var exception = await Statuses.AssertFailsAsync(StatusCode.ResourceExhausted, client.UnaryAsync(Large));
        Assert.Contains("100", exception.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_sends_no_more_than_it_may()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxSendMessageSize = 100);
        var client = server.Connect();
        await client.UnaryAsync(Small);
        await Statuses.AssertFailsAsync(StatusCode.ResourceExhausted, client.UnaryAsync(Large));
    }

    [Fact]
    public async Task The_client_receives_no_more_than_it_takes()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Connect(new GrpcChannelOptions { MaxReceiveMessageSize = 100 });
        await client.UnaryAsync(Small);
        await Statuses.AssertFailsAsync(StatusCode.ResourceExhausted, client.UnaryAsync(Large));
    }

    [Fact]
    public async Task The_client_sends_no_more_than_it_may_and_the_stream_lives_on()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Connect(new GrpcChannelOptions { MaxSendMessageSize = 100 });
        await client.UnaryAsync(Small);
        await Statuses.AssertFailsAsync(StatusCode.ResourceExhausted, client.UnaryAsync(Large));

        using var call = client.Duplex();
        await Statuses.AssertFailsAsync(StatusCode.ResourceExhausted, () => call.RequestStream.WriteAsync(Large));
        await call.RequestStream.WriteAsync(Small);
        await call.RequestStream.CompleteAsync();
        Assert.Equal(Small.Text, Assert.Single(await call.ResponseStream.ReadAsync()).Text);
    }

    [Fact]
    public async Task By_default_four_mebibytes_are_taken()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Connect();
        await Statuses.AssertFailsAsync(StatusCode.ResourceExhausted, client.UnaryAsync(new EchoRequest { Text = new string('x', FourMebibytes) }));

        server.Service.OnUnary = (_, _) => Task.FromResult(new EchoResponse { Text = new string('x', FourMebibytes) });
        await Statuses.AssertFailsAsync(StatusCode.ResourceExhausted, client.UnaryAsync(new EchoRequest()));
    }

    [Fact]
    public async Task Without_limits_any_size_goes()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxReceiveMessageSize = null);
        var client = server.Connect(new GrpcChannelOptions { MaxReceiveMessageSize = null });
        var response = await client.UnaryAsync(new EchoRequest { Text = new string('x', 3 * FourMebibytes) });
        Assert.Equal(3 * FourMebibytes, response.Text.Length);
    }

    [Fact]
    public async Task A_stream_ends_at_the_message_that_is_too_large()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxReceiveMessageSize = 100);
        using var call = server.Connect().Duplex();
        await call.RequestStream.WriteAsync(Small);
        await call.RequestStream.WriteAsync(Large);
        Assert.Equal(Small.Text, (await call.ResponseStream.NextAsync()).Text);
        await Statuses.AssertFailsAsync(StatusCode.ResourceExhausted, () => call.ResponseStream.MoveNext(CancellationToken.None));
    }
}
