using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KefuChat.Storage;

/// <summary>Whether a write reaches stable storage now.</summary>
internal sealed class StorageHealthCheck(IMessageStore store) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.ProbeAsync().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageUnavailableException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
