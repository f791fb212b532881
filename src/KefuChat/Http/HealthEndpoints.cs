using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KefuChat.Http;

/// <summary>
/// <c>GET /healthz</c> (the process lives) and <c>GET /readyz</c> (storage and routing can be reached; 200 as well while
/// only some of their nodes can).
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>Maps both.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        endpoints.MapHealthChecks("/readyz", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var unavailable = report.Entries
            .Where(entry => entry.Value.Status != HealthStatus.Healthy)
            .ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? entry.Value.Exception?.Message ?? "");
        return report.Status switch
        {
            HealthStatus.Healthy => context.Response.WriteAsJsonAsync(new { status = "ok" }),
            HealthStatus.Degraded => context.Response.WriteAsJsonAsync(new { status = "degraded", unavailable }),
            _ => context.Response.WriteAsJsonAsync(new { status = "unavailable", unavailable }),
        };
    }
}
