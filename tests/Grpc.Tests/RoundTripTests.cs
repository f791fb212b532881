using Grpc.Core;
using Grpc.Tests.Support;

namespace Grpc.Tests;

/// <summary>Messages go and come, by each kind of method.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public async Task A_unary_call_is_answered()
    {
        await using var server = await EchoServer.StartAsync();
        var response = await server.Connect().UnaryAsync(new EchoRequest { Text = "hi" });
        Assert.Equal("hi", response.Text);
    }

    [Fact]
    public async Task Messages_go_both_ways_in_turn()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Connect().Duplex();
        for (var number = 0; number < 10; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Count = number });
            Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
            Assert.Equal(number, call.ResponseStream.Current.Count);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(Status.DefaultSuccess, call.GetStatus());
    }
}
