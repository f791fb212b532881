using KefuChat.Routing.Grpc;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KefuChat.Routing;

/// <summary>Whether routing can be reached now, and every node of it.</summary>
internal sealed class RoutingHealthCheck(IMessageRouter router) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(router switch
        {
            { IsReachable: false } => HealthCheckResult.Unhealthy("routing cannot be reached"),
            GrpcMessageRouter { UnreachableNodes: { Count: > 0 } away } => HealthCheckResult.Degraded($"cannot be reached: {string.Join(", ", away)}"),
            _ => HealthCheckResult.Healthy(),
        });
}
