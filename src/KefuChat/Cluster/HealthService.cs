using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KefuChat.Cluster;

/// <summary><c>grpc.health.v1.Health</c>, for what watches over processes: the roles of this one, and whether they serve.</summary>
internal sealed class HealthService(
    IEnumerable<IGrpcRole> roles, HealthCheckService checks, IHostApplicationLifetime lifetime, TimeProvider time) : Health.HealthBase
{
    /// <summary>How often a watched status is looked at.</summary>
    public static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        var status = await StatusAsync(request.Service, context.CancellationToken);
        return status == HealthCheckResponse.Types.ServingStatus.ServiceUnknown
            ? throw new RpcException(new Status(StatusCode.NotFound, $"no service '{request.Service}' is served here"))
            : new HealthCheckResponse { Status = status };
    }

    /// <inheritdoc/>
    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        HealthCheckResponse.Types.ServingStatus? told = null;
        try
        {
            while (true)
            {
                var status = await StatusAsync(request.Service, ended.Token);
                if (status != told)
                {
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = status });
                    told = status;
                }

                await Task.Delay(WatchInterval, time, ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The watcher has gone, or we go.
        }
    }

    private async Task<HealthCheckResponse.Types.ServingStatus> StatusAsync(string service, CancellationToken cancellationToken)
    {
        if (service.Length > 0 && roles.All(role => role.Service != service))
        {
            return HealthCheckResponse.Types.ServingStatus.ServiceUnknown;
        }

        // A check is tagged with the service it is of; those of other roles do not concern this one.
        var report = await checks.CheckHealthAsync(check => service.Length == 0 || check.Tags.Contains(service), cancellationToken);
        return report.Status == HealthStatus.Unhealthy
            ? HealthCheckResponse.Types.ServingStatus.NotServing
            : HealthCheckResponse.Types.ServingStatus.Serving;
    }
}
