using Grpc.AspNetCore.Server.Calls;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Answers calls of methods that are not there. Mapped once, however many services there are: twice would be ambiguous.</summary>
internal sealed class UnknownMethods
{
    private bool _isMapped;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        if (!_isMapped)
        {
            _isMapped = true;
            endpoints.MapPost($"{{service}}/{{method:{GrpcCallConstraint.Name}}}", (RequestDelegate)HandleAsync)
                .WithDisplayName("gRPC - unknown service or method");
        }
    }

    private static Task HandleAsync(HttpContext httpContext)
    {
        if (CallRequest.Accept(httpContext))
        {
            var status = new Status(StatusCode.Unimplemented, $"The method {httpContext.Request.Path} is not implemented.");
            CallResponse.EndWithHeaders(httpContext.Response, status, Metadata.Empty);
        }

        return Task.CompletedTask;
    }
}
