using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace KefuChat.Cluster;

/// <summary>Stands where the HTTP server does in a process that plays no gateway: it opens no port.</summary>
internal sealed class NoHttpServer : IServer
{
    /// <summary>That there is no server.</summary>
    public NoHttpServer() => Features.Set<IServerAddressesFeature>(new ServerAddressesFeature());

    /// <inheritdoc/>
    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <inheritdoc/>
    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
