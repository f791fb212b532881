using System.Reflection;
using Grpc.AspNetCore.Server.Calls;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Makes an endpoint of every method it is told.</summary>
internal sealed class EndpointBinder<TService>(IEndpointRouteBuilder endpoints) : ServiceBinderBase
    where TService : class
{
    private readonly List<IEndpointConventionBuilder> _endpoints = [];

    private readonly ServerCallOptions _options = new(
        endpoints.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions>>().Value,
        endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger<TService>());

    public IReadOnlyList<IEndpointConventionBuilder> Endpoints => _endpoints;

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var info = FindMethod(method, typeof(TRequest), typeof(ServerCallContext));
        var target = info.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        var next = InterceptorPipeline.Unary<TRequest, TResponse>(
            (request, context) => ServiceActivator<TService>.RunAsync(context, service => target(service, request, context)),
            _options.Interceptors);
        Map(method, info, new CallHandler<TRequest, TResponse>(method, _options, async call =>
            call.WriteSingle(await next(await call.ReadSingleAsync(), call.Context))));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var info = FindMethod(method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var target = info.CreateDelegate<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var next = InterceptorPipeline.ServerStreaming<TRequest, TResponse>(
            (request, responses, context) => ServiceActivator<TService>.RunAsync(context, service => target(service, request, responses, context)),
            _options.Interceptors);
        Map(method, info, new CallHandler<TRequest, TResponse>(method, _options, async call =>
            await next(await call.ReadSingleAsync(), call.Responses, call.Context)));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var info = FindMethod(method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var target = info.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>();
        var next = InterceptorPipeline.ClientStreaming<TRequest, TResponse>(
            (requests, context) => ServiceActivator<TService>.RunAsync(context, service => target(service, requests, context)),
            _options.Interceptors);
        Map(method, info, new CallHandler<TRequest, TResponse>(method, _options, async call =>
            call.WriteSingle(await next(call.Requests, call.Context))));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var info = FindMethod(method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var target = info.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var next = InterceptorPipeline.DuplexStreaming<TRequest, TResponse>(
            (requests, responses, context) => ServiceActivator<TService>.RunAsync(context, service => target(service, requests, responses, context)),
            _options.Interceptors);
        Map(method, info, new CallHandler<TRequest, TResponse>(method, _options, call =>
            next(call.Requests, call.Responses, call.Context)));
    }

    /// <summary>Generated code names the C# method as the .proto does.</summary>
    private static MethodInfo FindMethod(IMethod method, params Type[] parameters) =>
        typeof(TService).GetMethod(method.Name, parameters)
        ?? throw new InvalidOperationException($"{typeof(TService)} has no method {method.Name} of the expected form.");

    private void Map<TRequest, TResponse>(IMethod method, MethodInfo info, CallHandler<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        var endpoint = endpoints.MapPost(method.FullName, (RequestDelegate)handler.HandleAsync);
        endpoint.WithDisplayName($"gRPC - {method.FullName}");

        // What is written on the service and its methods, authorization for instance, counts for the endpoint.
        endpoint.WithMetadata([.. typeof(TService).GetCustomAttributes(inherit: true), .. info.GetCustomAttributes(inherit: true)]);
        _endpoints.Add(endpoint);
    }
}
