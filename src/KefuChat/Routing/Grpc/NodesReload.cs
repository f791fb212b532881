using KefuChat.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace KefuChat.Routing.Grpc;

/// <summary>
/// Takes over <c>Kefu:Imr:Endpoints</c> when the settings change while the gateway runs: nodes come and go without
/// anybody being disconnected. Other settings are read at start only. Settings that are wrong change nothing.
/// </summary>
internal sealed partial class NodesReload(
    GrpcMessageRouter router, IConfiguration configuration, IOptionsFactory<KefuOptions> options, ILogger<NodesReload> logger) : IHostedService
{
    private readonly ILogger _logger = logger;
    private IReadOnlyList<string> _nodes = [];
    private IDisposable? _changes;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _nodes = [.. options.Create(Options.DefaultName).Imr.Endpoints];
        _changes = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _changes?.Dispose();
        return Task.CompletedTask;
    }

    private void Reload()
    {
        try
        {
            IReadOnlyList<string> nodes = [.. options.Create(Options.DefaultName).Imr.Endpoints];
            if (!nodes.SequenceEqual(_nodes))
            {
                LogChanged(string.Join(", ", _nodes), string.Join(", ", nodes));
                _nodes = nodes;
                router.SetNodes(nodes);
            }
        }
        catch (OptionsValidationException e)
        {
            LogWrong(string.Join(" ", e.Failures));
        }
    }

    [LoggerMessage(5201, LogLevel.Information, "The routing nodes were {Before} and are now {After}")]
    private partial void LogChanged(string before, string after);

    [LoggerMessage(5202, LogLevel.Error, "The settings were changed and are wrong, so nothing changes: {Failures}")]
    private partial void LogWrong(string failures);
}
