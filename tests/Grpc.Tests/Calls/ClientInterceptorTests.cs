using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Tests.Support;

namespace Grpc.Tests.Calls;

/// <summary>What stands between a client and its channel.</summary>
public sealed class ClientInterceptorTests
{
    [Fact]
    public async Task Interceptors_are_met_in_their_order_by_every_kind_of_call()
    {
        var notes = new List<string>();
        await using var server = await EchoServer.StartAsync();
        var client = new Echo.EchoClient(server.Channel().Intercept(new NotingInterceptor(notes, "outer"), new NotingInterceptor(notes, "inner")));
        client.Unary(new EchoRequest());
        await client.UnaryAsync(new EchoRequest());
        using var serverStream = client.ServerStream(new EchoRequest { Count = 2 });
        Assert.Equal(2, (await serverStream.ResponseStream.ReadAsync()).Count);
        using var clientStream = client.ClientStream();
        await clientStream.RequestStream.CompleteAsync();
        await clientStream;
        using var duplex = client.Duplex();
        await duplex.RequestStream.CompleteAsync();
        Assert.Empty(await duplex.ResponseStream.ReadAsync());
        string[] kinds = ["blocking Unary", "Unary", "ServerStream", "ClientStream", "Duplex"];
        Assert.Equal(kinds.SelectMany(kind => new[] { $"outer {kind}", $"inner {kind}" }), notes);
    }

    [Fact]
    public async Task What_an_interceptor_does_not_override_passes_through()
    {
        await using var server = await EchoServer.StartAsync();
        var client = new Echo.EchoClient(server.Channel().CreateCallInvoker().Intercept(new IdleInterceptor()));
        Assert.Equal("a", client.Unary(new EchoRequest { Text = "a" }).Text);
        Assert.Equal("b", (await client.UnaryAsync(new EchoRequest { Text = "b" })).Text);
        using var serverStream = client.ServerStream(new EchoRequest { Count = 2 });
        Assert.Equal(2, (await serverStream.ResponseStream.ReadAsync()).Count);
        using var clientStream = client.ClientStream();
        await clientStream.RequestStream.CompleteAsync();
        Assert.Equal(0, (await clientStream).Count);
        using var duplex = client.Duplex();
        await duplex.RequestStream.CompleteAsync();
        Assert.Empty(await duplex.ResponseStream.ReadAsync());
    }

    [Fact]
    public async Task An_interceptor_may_add_headers()
    {
        string? token = null;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, context) =>
        {
            token = context.RequestHeaders.GetValue("authorization");
            return Task.FromResult(new EchoResponse());
        };
        var client = new Echo.EchoClient(server.Channel().Intercept(new TokenInterceptor()));
        await client.UnaryAsync(new EchoRequest(), deadline: DateTime.UtcNow.AddMinutes(1));
        Assert.Equal("Bearer token", token);
    }

    private sealed class IdleInterceptor : Interceptor;

    private sealed class TokenInterceptor : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var options = context.Options.WithHeaders(new Metadata { { "authorization", "Bearer token" } });
            return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
        }
    }

    private sealed class NotingInterceptor(List<string> notes, string name) : Interceptor
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            notes.Add($"{name} blocking {context.Method.Name}");
            return continuation(request, context);
        }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            notes.Add($"{name} {context.Method.Name}");
            return continuation(request, context);
        }

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            notes.Add($"{name} {context.Method.Name}");
            return continuation(request, context);
        }

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            notes.Add($"{name} {context.Method.Name}");
            return continuation(context);
        }

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            notes.Add($"{name} {context.Method.Name}");
            return continuation(context);
        }
    }
}
