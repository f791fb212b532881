using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Tests.Support;

namespace Grpc.Tests.Calls;

/// <summary>A call takes no longer than its caller allows, on either side.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_deadline_that_passes_is_DEADLINE_EXCEEDED_and_tells_the_handler()
    {
        var told = new Signal();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = async (_, context) =>
        {
            await context.CancellationToken.WhenFiredAsync();
            told.Set();
            return new EchoResponse();
        };
        using var call = server.Connect().UnaryAsync(new EchoRequest(), deadline: DateTime.UtcNow + Short);
        await Statuses.AssertFailsAsync(StatusCode.DeadlineExceeded, call);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
        await told.WaitAsync();
    }

    [Fact]
    public async Task A_deadline_ends_a_stream_on_both_sides()
    {
        var ended = new Signal();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (requests, responses, context) =>
        {
            await responses.WriteAsync(new EchoResponse());
            await Assert.ThrowsAnyAsync<Exception>(() => requests.MoveNext(CancellationToken.None));
            await context.CancellationToken.WhenFiredAsync();
            ended.Set();
        };
        using var call = server.Connect().Duplex(deadline: DateTime.UtcNow + TimeSpan.FromSeconds(1));
        await call.ResponseStream.NextAsync();
        await Statuses.AssertFailsAsync(StatusCode.DeadlineExceeded, () => call.ResponseStream.MoveNext(CancellationToken.None));
        await Statuses.AssertFailsAsync(StatusCode.DeadlineExceeded, () => call.RequestStream.WriteAsync(new EchoRequest()));
        await ended.WaitAsync();
    }

    [Fact]
    public async Task A_deadline_that_has_passed_fails_the_call_before_it_is_sent()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, _) => throw new InvalidOperationException("It was sent.");
        using var call = server.Connect().UnaryAsync(new EchoRequest(), deadline: DateTime.UtcNow - Short);
        await Statuses.AssertFailsAsync(StatusCode.DeadlineExceeded, call);
        await Statuses.AssertFailsAsync(StatusCode.DeadlineExceeded, () => call.ResponseHeadersAsync);
    }

    [Fact]
    public async Task The_handler_knows_the_deadline()
    {
        var known = DateTime.MinValue;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, context) =>
        {
            known = context.Deadline;
            return Task.FromResult(new EchoResponse());
        };
        var deadline = DateTime.UtcNow.AddDays(100);
        await server.Connect().UnaryAsync(new EchoRequest(), deadline: deadline);
        Assert.Equal(DateTimeKind.Utc, known.Kind);
        Assert.InRange(known, deadline.AddMinutes(-1), deadline.AddHours(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_deadline_there_is_none(bool isExplicit)
    {
        var known = DateTime.MinValue;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, context) =>
        {
            known = context.Deadline;
            return Task.FromResult(new EchoResponse());
        };
        await server.Connect().UnaryAsync(new EchoRequest(), deadline: isExplicit ? DateTime.MaxValue : null);
        Assert.Equal(DateTime.MaxValue, known);
    }

    [Fact]
    public async Task A_deadline_in_local_time_is_a_mistake()
    {
        await using var server = await EchoServer.StartAsync();
        Assert.Throws<InvalidOperationException>(() => server.Connect().UnaryAsync(new EchoRequest(), deadline: DateTime.Now.AddDays(1)));
    }

    /// <summary>A caller that sends a timeout and then waits on: the handler gets to know, and so does the caller.</summary>
    [Fact]
    public async Task The_server_keeps_the_deadline_too()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = async (_, context) =>
        {
            await context.CancellationToken.WhenFiredAsync();
            return new EchoResponse();
        };
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync("Unary", Frames.Of(new EchoRequest()), ("grpc-timeout", "100m"));
        await response.AssertStatusAsync(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task The_deadline_ends_a_read_that_waits()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (requests, _, _) =>
            await Assert.ThrowsAsync<OperationCanceledException>(() => requests.MoveNext(CancellationToken.None));
        using var raw = new RawClient(server.Address);
        var request = new NeverEndingContent();
        using var response = await raw.PostAsync("Duplex", request, ("grpc-timeout", "100m"));
        await response.AssertStatusAsync(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task The_deadline_ends_a_write_that_waits()
    {
        var stopped = new Signal();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnServerStream = async (_, responses, _) =>
        {
            await Assert.ThrowsAsync<OperationCanceledException>(() => responses.WriteAsync(new EchoResponse { Text = Flow.MoreThanBuffersHold }));
            stopped.Set();
        };

        // A client that keeps no deadline of its own, and does not read.
        using var call = server.Connect(new GrpcChannelOptions { HttpHandler = new TimeoutAddingHandler("100m"), DisposeHttpClient = true })
            .ServerStream(new EchoRequest());
        await stopped.WaitAsync();
        await Statuses.AssertFailsAsync(StatusCode.DeadlineExceeded, () => call.ResponseStream.ReadAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("m")]
    [InlineData("-1m")]
    [InlineData("5x")]
    [InlineData("123456789m")]
    public async Task A_timeout_that_cannot_be_read_is_none(string timeout)
    {
        var known = DateTime.MinValue;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, context) =>
        {
            known = context.Deadline;
            return Task.FromResult(new EchoResponse());
        };
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync("Unary", Frames.Of(new EchoRequest()), ("grpc-timeout", timeout));
        await response.AssertStatusAsync(StatusCode.OK);
        Assert.Equal(DateTime.MaxValue, known);
    }

    [Theory]
    [InlineData("99999999n", 0)]
    [InlineData("99999999u", 99)]
    [InlineData("2m", 0)]
    [InlineData("7200S", 7200)]
    [InlineData("10M", 600)]
    [InlineData("2H", 7200)]
    public async Task A_timeout_is_read_in_every_unit(string timeout, int seconds)
    {
        var remaining = TimeSpan.MinValue;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, context) =>
        {
            remaining = context.Deadline - DateTime.UtcNow;
            return Task.FromResult(new EchoResponse());
        };
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync("Unary", Frames.Of(new EchoRequest()), ("grpc-timeout", timeout));
        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.InRange(remaining.TotalSeconds, seconds - 60, seconds + 1);
    }

    [Fact]
    public async Task A_timeout_of_eleven_thousand_years_is_none()
    {
        var known = DateTime.MinValue;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, context) =>
        {
            known = context.Deadline;
            return Task.FromResult(new EchoResponse());
        };
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync("Unary", Frames.Of(new EchoRequest()), ("grpc-timeout", "99999999H"));
        await response.AssertStatusAsync(StatusCode.OK);
        Assert.Equal(DateTime.MaxValue, known);
    }
}
