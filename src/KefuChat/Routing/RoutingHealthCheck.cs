using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KefuChat.Routing;

/// <summary>Whether routing can be reached now.</summary>
internal sealed class RoutingHealthCheck(IMessageRouter router) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(router.IsReachable ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("routing cannot be reached"));
}
