using Grpc.AspNetCore.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>What a call is in terms of HTTP.</summary>
public static class ServerCallContextExtensions
{
    /// <summary>The HTTP exchange that carries the call; leave its body and headers alone.</summary>
    /// <exception cref="InvalidOperationException">The call is not of this server.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        return serverCallContext is ServerCall call
            ? call.HttpContext
            : throw new InvalidOperationException("The call does not come from HTTP.");
    }
}
