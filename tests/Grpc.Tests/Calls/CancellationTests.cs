using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Tests.Support;

namespace Grpc.Tests.Calls;

/// <summary>Either side may give up a call, and the other hears of it.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task A_unary_call_that_is_cancelled_tells_both_sides()
    {
        var (begun, told) = (new Signal(), new Signal());
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = async (_, context) =>
        {
            begun.Set();
            await context.CancellationToken.WhenFiredAsync();
            told.Set();
            return new EchoResponse();
        };
        using var cancellation = new CancellationTokenSource();
        using var call = server.Connect().UnaryAsync(new EchoRequest(), cancellationToken: cancellation.Token);
        await begun.WaitAsync();
        await cancellation.CancelAsync();
        await Statuses.AssertFailsAsync(StatusCode.Cancelled, call);
        await told.WaitAsync();
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_not_sent()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, _) => throw new InvalidOperationException("It was sent.");
        using var call = server.Connect().UnaryAsync(new EchoRequest(), cancellationToken: new CancellationToken(canceled: true));
        await Statuses.AssertFailsAsync(StatusCode.Cancelled, call);
    }

    public static TheoryData<string> Ways => ["token", "dispose", "read", "read with a cancelled token", "write with a cancelled token", "channel"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_stream_may_be_given_up_in_many_ways(string way)
    {
        var told = new Signal();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (_, responses, context) =>
        {
            await responses.WriteAsync(new EchoResponse());
            await context.CancellationToken.WhenFiredAsync();
            told.Set();
        };
        using var cancellation = new CancellationTokenSource();
        using var channel = server.Channel();
        using var call = new Echo.EchoClient(channel).Duplex(cancellationToken: cancellation.Token);
        await call.ResponseStream.NextAsync();

        using var reading = new CancellationTokenSource();
        var next = way == "read with a cancelled token"
            ? call.ResponseStream.MoveNext(new CancellationToken(canceled: true))
            : call.ResponseStream.MoveNext(reading.Token);
        switch (way)
        {
            case "token":
                await cancellation.CancelAsync();
                break;
            case "dispose":
                call.Dispose();
                break;
            case "read":
                await reading.CancelAsync();
                break;
            case "write with a cancelled token":
                await Statuses.AssertFailsAsync(
                    StatusCode.Cancelled, () => call.RequestStream.WriteAsync(new EchoRequest(), new CancellationToken(canceled: true)));
                break;
            case "channel":
                await channel.ShutdownAsync();
                break;
        }

        await Statuses.AssertFailsAsync(StatusCode.Cancelled, () => next);
        await Statuses.AssertFailsAsync(StatusCode.Cancelled, () => call.RequestStream.WriteAsync(new EchoRequest()));
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await told.WaitAsync();
    }

    [Fact]
    public async Task A_write_that_waits_for_room_can_be_cancelled()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = (_, _, context) => context.CancellationToken.WhenFiredAsync();
        using var call = server.Connect().Duplex();
        using var cancellation = new CancellationTokenSource();
        var write = call.RequestStream.WriteAsync(new EchoRequest { Text = Flow.MoreThanBuffersHold }, cancellation.Token);
        await cancellation.CancelAsync();
        await Statuses.AssertFailsAsync(StatusCode.Cancelled, () => write);
    }

    [Fact]
    public async Task Cancellation_is_an_OperationCanceledException_where_that_is_wanted()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = async (_, context) =>
        {
            await context.CancellationToken.WhenFiredAsync();
            return new EchoResponse();
        };
        var client = server.Connect(new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        using var cancellation = new CancellationTokenSource();
        using var call = client.UnaryAsync(new EchoRequest(), cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.ResponseAsync);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.IsType<RpcException>(exception.InnerException);

        server.Service.OnUnary = (_, _) => throw new RpcException(new Status(StatusCode.Internal, ""));
        await Statuses.AssertFailsAsync(StatusCode.Internal, client.UnaryAsync(new EchoRequest()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_hears_when_its_caller_goes_away(bool isReading)
    {
        var told = new Signal();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (requests, responses, context) =>
        {
            // Begun before the caller hears anything, and so before it goes.
            var reading = isReading ? requests.MoveNext(CancellationToken.None) : null;
            await responses.WriteAsync(new EchoResponse());
            if (reading is not null)
            {
                await Assert.ThrowsAnyAsync<IOException>(() => reading);
            }

            await context.CancellationToken.WhenFiredAsync();
            await Assert.ThrowsAsync<InvalidOperationException>(() => requests.MoveNext(CancellationToken.None));
            await Assert.ThrowsAsync<InvalidOperationException>(() => responses.WriteAsync(new EchoResponse()));
            told.Set();
        };
        using var handler = new CuttableHandler();
        using var call = server.Connect(new GrpcChannelOptions { HttpHandler = handler.Http }).Duplex();
        await call.ResponseStream.NextAsync();
        handler.Cut();
        await Statuses.AssertFailsAsync(StatusCode.Unavailable, () => call.ResponseStream.MoveNext(CancellationToken.None));
        await told.WaitAsync();
    }

    [Fact]
    public async Task A_handler_that_stops_waiting_for_a_request_gives_up_the_call()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (requests, responses, _) =>
        {
            await responses.WriteAsync(new EchoResponse());
            using var cancellation = new CancellationTokenSource();
            var next = requests.MoveNext(cancellation.Token);
            await cancellation.CancelAsync();
            await next;
        };
        using var call = server.Connect().Duplex();
        var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.ReadAsync());
        Assert.True(exception.StatusCode is StatusCode.Cancelled or StatusCode.Internal, exception.ToString());
    }

    [Fact]
    public async Task A_handler_that_asks_with_a_cancelled_token_is_refused_and_keeps_the_call()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (requests, responses, _) =>
        {
            var cancelled = new CancellationToken(canceled: true);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => requests.MoveNext(cancelled));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => responses.WriteAsync(new EchoResponse(), cancelled));
            await responses.WriteAsync(ScriptedEcho.Reply(await requests.NextAsync()));
        };
        using var call = server.Connect().Duplex();
        await call.RequestStream.WriteAsync(new EchoRequest { Count = 3 });
        Assert.Equal(3, Assert.Single(await call.ResponseStream.ReadAsync()).Count);
    }

    [Fact]
    public async Task A_disposed_channel_makes_no_calls()
    {
        await using var server = await EchoServer.StartAsync();
        var channel = server.Channel();
        var client = new Echo.EchoClient(channel);
        channel.Dispose();
        Assert.Throws<ObjectDisposedException>(() => client.UnaryAsync(new EchoRequest()));
        Assert.Throws<ObjectDisposedException>(() => channel.CreateCallInvoker());
    }
}
