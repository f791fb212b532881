using Grpc.Core.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>On the routes of unknown services: only gRPC calls are answered there, everything else with two segments is somebody else's.</summary>
internal sealed class GrpcCallConstraint : IRouteConstraint
{
    public const string Name = "grpccall";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is not null && GrpcHeaders.IsGrpc(httpContext.Request.ContentType);
}
