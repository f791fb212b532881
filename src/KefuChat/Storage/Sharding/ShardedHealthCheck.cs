using KefuChat.Storage.Grpc;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KefuChat.Storage.Sharding;

/// <summary>Whether a write reaches stable storage now in every shard, or in some: those who live there are served.</summary>
internal sealed class ShardedHealthCheck(ShardMap shards, ShardedMessageStore store, GrpcShards nodes) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failures = await store.FailuresAsync().WaitAsync(cancellationToken);
        var problems = string.Join("; ", failures);
        return (failures.Count, nodes.DeadEndpoints) switch
        {
            (0, []) => HealthCheckResult.Healthy(),
            (0, var dead) => HealthCheckResult.Degraded($"cannot be reached: {string.Join(", ", dead)}"),
            (var count, _) when count < shards.All.Count => HealthCheckResult.Degraded(problems),
            _ => HealthCheckResult.Unhealthy(problems),
        };
    }
}
