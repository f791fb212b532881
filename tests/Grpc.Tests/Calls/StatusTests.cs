using Google.Protobuf;
using Grpc.Core;
using Grpc.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.Tests.Calls;

/// <summary>How calls end, as the caller is told.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task A_status_comes_with_its_word_and_its_details()
    {
        byte[] details = [0, 1, 2, 250, 251];
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, _) => throw new RpcException(
            new Status(StatusCode.FailedPrecondition, "100 % voll, größer geht’s nicht\n满了"),
            new Metadata { { "grpc-status-details-bin", details }, { "hint", "later" } });

        using var call = server.Connect().UnaryAsync(new EchoRequest());
        var exception = await Statuses.AssertFailsAsync(StatusCode.FailedPrecondition, call);
        Assert.Equal("100 % voll, größer geht’s nicht\n满了", exception.Status.Detail);
        Assert.Equal(details, exception.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal("later", exception.Trailers.GetValue("hint"));
        Assert.Equal(exception.Status, call.GetStatus());
        Assert.Equal("later", call.GetTrailers().GetValue("hint"));
    }

    [Fact]
    public async Task A_status_may_follow_messages()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnServerStream = async (_, responses, context) =>
        {
            await responses.WriteAsync(new EchoResponse { Count = 1 });
            context.ResponseTrailers.Add("seen", "1");
            throw new RpcException(new Status(StatusCode.DataLoss, "gone"));
        };

        using var call = server.Connect().ServerStream(new EchoRequest());
        Assert.Equal(1, (await call.ResponseStream.NextAsync()).Count);
        var exception = await Statuses.AssertFailsAsync(StatusCode.DataLoss, () => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("gone", exception.Status.Detail);
        Assert.Equal("1", exception.Trailers.GetValue("seen"));

        // It stays so, however often it is asked.
        await Statuses.AssertFailsAsync(StatusCode.DataLoss, () => call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task A_handler_may_set_the_status_without_an_exception()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnServerStream = (_, _, context) =>
        {
            context.Status = new Status(StatusCode.NotFound, "nothing here");
            return Task.CompletedTask;
        };
        using var call = server.Connect().ServerStream(new EchoRequest());
        var exception = await Statuses.AssertFailsAsync(StatusCode.NotFound, () => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("nothing here", exception.Status.Detail);
    }

    [Theory]
    [InlineData(false, "Exception was thrown by handler.")]
    [InlineData(true, "Exception was thrown by handler. InvalidOperationException: secret FormatException: inner")]
    public async Task An_exception_is_UNKNOWN_and_tells_its_message_only_where_that_is_wanted(bool detailed, string expected)
    {
        await using var server = await EchoServer.StartAsync(options => options.EnableDetailedErrors = detailed);
        server.Service.OnUnary = (_, _) => throw new InvalidOperationException("secret", new FormatException("inner"));
        var exception = await Statuses.AssertFailsAsync(StatusCode.Unknown, server.Connect().UnaryAsync(new EchoRequest()));
        Assert.Equal(expected, exception.Status.Detail);
    }

    [Fact]
    public async Task Messages_written_ahead_of_a_failure_still_come()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnServerStream = async (_, responses, _) =>
        {
            responses.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
            await responses.WriteAsync(new EchoResponse { Count = 7 });
            throw new RpcException(new Status(StatusCode.Aborted, ""));
        };
        using var call = server.Connect().ServerStream(new EchoRequest());
        Assert.Equal(7, (await call.ResponseStream.NextAsync()).Count);
        await Statuses.AssertFailsAsync(StatusCode.Aborted, () => call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task A_method_that_the_service_does_not_override_is_UNIMPLEMENTED()
    {
        await using var server = await EchoServer.StartAsync(map: app => app.MapGrpcService<EmptyExtra>());
        var client = new Extra.ExtraClient(server.Channel());
        await Statuses.AssertFailsAsync(StatusCode.Unimplemented, client.UnaryAsync(new EchoRequest()));
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_UNIMPLEMENTED()
    {
        await using var server = await EchoServer.StartAsync();
        var client = new Extra.ExtraClient(server.Channel());
        using var call = client.UnaryAsync(new EchoRequest());
        var exception = await Statuses.AssertFailsAsync(StatusCode.Unimplemented, call);
        Assert.Contains("/grpc.tests.Extra/Unary", exception.Status.Detail, StringComparison.Ordinal);

        // The headers of such an answer are its trailers too.
        Assert.NotNull(await call.ResponseHeadersAsync);
    }

    [Fact]
    public async Task A_server_that_nobody_listens_for_is_UNAVAILABLE()
    {
        var server = await EchoServer.StartAsync();
        await server.App.StopAsync(TestContext.Current.CancellationToken);
        await using (server)
        {
            using var unary = server.Connect().UnaryAsync(new EchoRequest());
            var exception = await Statuses.AssertFailsAsync(StatusCode.Unavailable, unary);
            Assert.IsType<HttpRequestException>(exception.Status.DebugException);
            Assert.Same(exception.Status.DebugException, exception.InnerException);
            await Statuses.AssertFailsAsync(StatusCode.Unavailable, () => unary.ResponseHeadersAsync);

            using var duplex = server.Connect().Duplex();
            await Statuses.AssertFailsAsync(StatusCode.Unavailable, () => duplex.ResponseStream.MoveNext(CancellationToken.None));
            await Statuses.AssertFailsAsync(StatusCode.Unavailable, () => duplex.RequestStream.WriteAsync(new EchoRequest()));
        }
    }

    [Fact]
    public async Task A_connection_that_breaks_is_UNAVAILABLE()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (requests, responses, context) =>
        {
            await responses.WriteAsync(new EchoResponse());
            await requests.MoveNext(CancellationToken.None);
            context.GetHttpContext().Features.GetRequiredFeature<Microsoft.AspNetCore.Connections.Features.IConnectionLifetimeFeature>().Abort();
            await context.CancellationToken.WhenFiredAsync();
        };
        using var call = server.Connect().Duplex();
        await call.ResponseStream.NextAsync();
        await call.RequestStream.WriteAsync(new EchoRequest());
        await Statuses.AssertFailsAsync(StatusCode.Unavailable, () => call.ResponseStream.MoveNext(CancellationToken.None));
    }

    /// <summary>The table of PROTOCOL-HTTP2.md.</summary>
    [Theory]
    [InlineData(0x1, StatusCode.Internal)]
    [InlineData(0x2, StatusCode.Internal)]
    [InlineData(0x7, StatusCode.Unavailable)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    [InlineData(0xc, StatusCode.PermissionDenied)]
    public async Task A_reset_says_why(int code, StatusCode expected)
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnServerStream = async (_, responses, context) =>
        {
            await responses.WriteAsync(new EchoResponse());
            context.GetHttpContext().Features.GetRequiredFeature<IHttpResetFeature>().Reset(code);
        };
        using var call = server.Connect().ServerStream(new EchoRequest());
        await Statuses.AssertFailsAsync(expected, () => call.ResponseStream.ReadAsync());
    }

    [Fact]
    public async Task A_message_that_cannot_be_serialized_fails_before_the_call_begins()
    {
        var method = new Method<EchoRequest, EchoResponse>(
            MethodType.Unary,
            "grpc.tests.Echo",
            "Unary",
            Marshallers.Create<EchoRequest>((_, _) => throw new FormatException("unwritable"), _ => new EchoRequest()),
            Marshallers.Create(response => response.ToByteArray(), EchoResponse.Parser.ParseFrom));
        await using var server = await EchoServer.StartAsync();
        var invoker = server.Channel().CreateCallInvoker();
        using var call = invoker.AsyncUnaryCall(method, null, default, new EchoRequest());
        await Statuses.AssertFailsAsync(StatusCode.Internal, call);
    }

    [Fact]
    public async Task The_status_of_a_call_is_not_known_before_its_end()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Connect().Duplex();
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
    }

    private sealed class EmptyExtra : Extra.ExtraBase;
}
