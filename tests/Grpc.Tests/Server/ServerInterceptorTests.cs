using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Tests.Server;

/// <summary>What stands between a call and its handler.</summary>
public sealed class ServerInterceptorTests
{
    [Fact]
    public async Task Interceptors_are_met_in_their_order_by_every_kind_of_call()
    {
        var notes = new List<string>();
        await using var server = await EchoServer.StartAsync(
            options =>
            {
                options.Interceptors.Add<NotingInterceptor>("outer");
                options.Interceptors.Add<NotingInterceptor>("inner");
            },
            builder => builder.Services.AddSingleton(notes));
        await CallEveryKindAsync(server.Connect());
        Assert.Equal(
            ["outer Unary", "inner Unary", "outer ServerStream", "inner ServerStream", "outer ClientStream", "inner ClientStream", "outer Duplex", "inner Duplex"],
            notes);
    }

    [Fact]
    public async Task An_interceptor_may_refuse_a_call()
    {
        await using var server = await EchoServer.StartAsync(options => options.Interceptors.Add<RefusingInterceptor>());
        server.Service.OnDuplex = (_, _, _) => throw new InvalidOperationException("It was handled.");
        using var call = server.Connect().Duplex();
        var exception = await Statuses.AssertFailsAsync(StatusCode.Unauthenticated, () => call.ResponseStream.ReadAsync());
        Assert.Equal("who are you", exception.Status.Detail);
    }

    [Fact]
    public async Task A_registered_interceptor_is_taken_and_lives_on_any_other_is_made_and_disposed_for_each_call()
    {
        var registered = new CountingInterceptor();
        await using (var server = await EchoServer.StartAsync(
            options => options.Interceptors.Add(registered.GetType()),
            builder => builder.Services.AddSingleton(registered)))
        {
            await server.Connect().UnaryAsync(new EchoRequest());
            await server.Connect().UnaryAsync(new EchoRequest());
            Assert.Equal((2, 0), (registered.Calls, registered.Disposals));
        }

        var made = new List<OwnedInterceptor>();
        await using (var server = await EchoServer.StartAsync(
            options => options.Interceptors.Add<OwnedInterceptor>(), builder => builder.Services.AddSingleton(made)))
        {
            await CallEveryKindAsync(server.Connect());
        }

        Assert.Equal(4, made.Count);
        Assert.All(made, interceptor => Assert.True(interceptor.IsDisposed));
    }

    [Fact]
    public void What_is_no_interceptor_is_refused()
    {
        var options = new AspNetCore.Server.GrpcServiceOptions();
        Assert.Throws<ArgumentException>(() => options.Interceptors.Add(typeof(string)));
        options.Interceptors.Add<NotingInterceptor>("name");
        Assert.Equal(typeof(NotingInterceptor), options.Interceptors[0].Type);
        Assert.Equal(["name"], options.Interceptors[0].Arguments);
    }

    private static async Task CallEveryKindAsync(Echo.EchoClient client)
    {
        await client.UnaryAsync(new EchoRequest());
        using var serverStream = client.ServerStream(new EchoRequest { Count = 1 });
        Assert.Single(await serverStream.ResponseStream.ReadAsync());
        using var clientStream = client.ClientStream();
        await clientStream.RequestStream.CompleteAsync();
        await clientStream;
        using var duplex = client.Duplex();
        await duplex.RequestStream.CompleteAsync();
        Assert.Empty(await duplex.ResponseStream.ReadAsync());
    }

    private sealed class NotingInterceptor(List<string> notes, string name) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            Note(context);
            return continuation(request, context);
        }

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Note(context);
            return continuation(requestStream, context);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Note(context);
            return continuation(request, responseStream, context);
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Note(context);
            return continuation(requestStream, responseStream, context);
        }

        private void Note(ServerCallContext context) => notes.Add($"{name} {context.Method.Split('/')[^1]}");
    }

    private sealed class RefusingInterceptor : Interceptor
    {
        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
            throw new RpcException(new Status(StatusCode.Unauthenticated, "who are you"));
    }

    private sealed class CountingInterceptor : Interceptor, IDisposable
    {
        public int Calls { get; private set; }

        public int Disposals { get; private set; }

        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            Calls++;
            return base.UnaryServerHandler(request, context, continuation);
        }

        public void Dispose() => Disposals++;
    }

    private sealed class OwnedInterceptor : Interceptor, IAsyncDisposable
    {
        public OwnedInterceptor(List<OwnedInterceptor> made) => made.Add(this);

        public bool IsDisposed { get; private set; }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
