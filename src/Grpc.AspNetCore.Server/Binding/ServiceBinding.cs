using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Finds the methods of a service, and maps each to its path.</summary>
internal static class ServiceBinding
{
    public static IReadOnlyList<IEndpointConventionBuilder> Map<TService>(IEndpointRouteBuilder endpoints)
        where TService : class
    {
        var unknown = endpoints.ServiceProvider.GetService<UnknownMethods>()
            ?? throw new InvalidOperationException("Call services.AddGrpc() before MapGrpcService.");
        var binder = new EndpointBinder<TService>(endpoints);
        FindBindMethod(typeof(TService)).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [binder, null], null);
        unknown.Map(endpoints);
        return binder.Endpoints;
    }

    /// <summary>The generated method that tells a binder what there is, with a service or without.</summary>
    private static MethodInfo FindBindMethod(Type serviceType)
    {
        for (var type = serviceType; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute)
            {
                return attribute.BindType.GetMethod(
                    attribute.BindMethodName, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static, [typeof(ServiceBinderBase), type])
                    ?? throw new InvalidOperationException($"{attribute.BindType} has no method {attribute.BindMethodName} for {type}.");
            }
        }

        throw new InvalidOperationException($"{serviceType} does not derive from a generated service.");
    }
}
