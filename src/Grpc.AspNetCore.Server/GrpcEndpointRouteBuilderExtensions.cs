using Grpc.AspNetCore.Server.Binding;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps services.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Maps every method of a service. Methods that are not there, of it or any other service, answer UNIMPLEMENTED.</summary>
    /// <typeparam name="TService">Derives from a generated base class; had from the services for each call, or made where it is not registered.</typeparam>
    /// <exception cref="InvalidOperationException"><c>AddGrpc</c> was not called, or this is no service.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new GrpcServiceEndpointConventionBuilder(ServiceBinding.Map<TService>(builder));
    }
}
