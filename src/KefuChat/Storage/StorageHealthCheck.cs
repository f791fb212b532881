using KefuChat.Storage.Grpc;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KefuChat.Storage;

/// <summary>Whether a write reaches stable storage now, and whether every node that could store it can be reached.</summary>
internal sealed class StorageHealthCheck(IMessageStore store) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.ProbeAsync().WaitAsync(cancellationToken);
            return store is GrpcMessageStore { DeadEndpoints: { Count: > 0 } dead }
                ? HealthCheckResult.Degraded($"cannot be reached: {string.Join(", ", dead)}")
                : HealthCheckResult.Healthy();
        }
        catch (StorageUnavailableException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
