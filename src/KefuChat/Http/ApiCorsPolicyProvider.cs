using KefuChat.Connections;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace KefuChat.Http;

/// <summary>Which pages of other origins may call the API: those that may open the WebSocket.</summary>
internal sealed class ApiCorsPolicyProvider(OriginPolicy origins) : ICorsPolicyProvider
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        if (!context.Request.Path.StartsWithSegments(ApiEndpoints.Root))
        {
            return null;
        }

        var isAllowed = await origins.AllowsAsync(context.Request);
        return new CorsPolicyBuilder()
            .SetIsOriginAllowed(_ => isAllowed)
            .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete)
            .WithHeaders(HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.IfMatch)
            .WithExposedHeaders(HeaderNames.ETag, HeaderNames.RetryAfter)
            .SetPreflightMaxAge(MaxAge)
            .Build();
    }
}
