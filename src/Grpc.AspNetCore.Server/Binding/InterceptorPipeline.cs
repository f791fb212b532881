using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Puts interceptors before a handler: the first of them outermost.</summary>
internal static class InterceptorPipeline
{
    public static UnaryServerMethod<TRequest, TResponse> Unary<TRequest, TResponse>(
        UnaryServerMethod<TRequest, TResponse> handler, IReadOnlyList<InterceptorRegistration> interceptors)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(handler, (next, registration) =>
            (request, context) => RunAsync(registration, context, interceptor => interceptor.UnaryServerHandler(request, context, next)));

    public static ClientStreamingServerMethod<TRequest, TResponse> ClientStreaming<TRequest, TResponse>(
        ClientStreamingServerMethod<TRequest, TResponse> handler, IReadOnlyList<InterceptorRegistration> interceptors)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(handler, (next, registration) =>
            (requests, context) => RunAsync(registration, context, interceptor => interceptor.ClientStreamingServerHandler(requests, context, next)));

    public static ServerStreamingServerMethod<TRequest, TResponse> ServerStreaming<TRequest, TResponse>(
        ServerStreamingServerMethod<TRequest, TResponse> handler, IReadOnlyList<InterceptorRegistration> interceptors)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(handler, (next, registration) =>
            (request, responses, context) => RunAsync(
                registration, context, interceptor => interceptor.ServerStreamingServerHandler(request, responses, context, next)));

    public static DuplexStreamingServerMethod<TRequest, TResponse> DuplexStreaming<TRequest, TResponse>(
        DuplexStreamingServerMethod<TRequest, TResponse> handler, IReadOnlyList<InterceptorRegistration> interceptors)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(handler, (next, registration) =>
            (requests, responses, context) => RunAsync(
                registration, context, interceptor => interceptor.DuplexStreamingServerHandler(requests, responses, context, next)));

    private static async Task<TResponse> RunAsync<TResponse>(
        InterceptorRegistration registration, ServerCallContext context, Func<Interceptor, Task<TResponse>> handler)
    {
        var (interceptor, isOwned) = registration.Resolve(context.GetHttpContext().RequestServices);
        try
        {
            return await handler(interceptor);
        }
        finally
        {
            if (isOwned)
            {
                await Disposal.DisposeAsync(interceptor);
            }
        }
    }

    private static Task<bool> RunAsync(InterceptorRegistration registration, ServerCallContext context, Func<Interceptor, Task> handler) =>
        RunAsync(registration, context, async interceptor =>
        {
            await handler(interceptor);
            return true;
        });
}
