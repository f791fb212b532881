using Grpc.Net.Client;
using KefuChat.Configuration;
using KefuChat.Routing.Grpc;
using KefuChat.Tests.Configuration;
using KefuChat.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>Routing nodes are added and removed in the settings of a gateway that runs.</summary>
public sealed class NodesReloadTests : IAsyncDisposable
{
    private readonly string[] _nodes = [.. Enumerable.Range(0, 3).Select(_ => $"http://127.0.0.1:{FreePort.Next()}")];
    private readonly ChangingSettings _settings = new();
    private readonly ServiceProvider _services;
    private readonly GrpcMessageRouter _router;
    private readonly CollectingLogger<NodesReload> _log = new();
    private readonly NodesReload _reload;

    public NodesReloadTests()
    {
        Set(_nodes[0]);
        var configuration = new ConfigurationBuilder().Add(_settings).Build();
        _services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddKefuOptions().BuildServiceProvider();
        _router = new GrpcMessageRouter(
            [_nodes[0]],
            address => GrpcChannel.ForAddress(address).CreateCallInvoker(),
            TimeProvider.System,
            NullLogger<GrpcMessageRouter>.Instance);
        _reload = new NodesReload(_router, configuration, _services.GetRequiredService<IOptionsFactory<KefuOptions>>(), _log);
    }

    public async ValueTask DisposeAsync()
    {
        await _reload.StopAsync(CancellationToken.None);
        await _router.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Nodes_that_come_and_go_are_taken_over()
    {
        await _reload.StartAsync(CancellationToken.None);

        Set(_nodes);
        Assert.Equal(_nodes, _router.UnreachableNodes);

        Set(_nodes[1..]);
        Assert.Equal(_nodes[1..], _router.UnreachableNodes);
        Assert.Equal(2, _log.Entries.Count);
    }

    [Fact]
    public async Task Settings_that_are_wrong_change_nothing_and_are_named()
    {
        await _reload.StartAsync(CancellationToken.None);

        Set(_nodes[0], "nowhere");

        Assert.Equal(_nodes[..1], _router.UnreachableNodes);
        var entry = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Error, entry.Level);
        Assert.Contains("Kefu:Imr:Endpoints:1 is 'nowhere'", entry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_setting_that_changes_concerns_no_node()
    {
        await _reload.StartAsync(CancellationToken.None);

        _settings.Replace([.. Settings(_nodes[0]), ("Kefu:Limits:IdleSeconds", "60")]);

        Assert.Empty(_log.Entries);
    }

    private void Set(params string[] nodes) => _settings.Replace([.. Settings(nodes)]);

    private static IEnumerable<(string Setting, string Value)> Settings(params string[] nodes) =>
        nodes.Select((node, index) => ($"Kefu:Imr:Endpoints:{index}", node)).Append(("Kefu:Roles", "gateway,ims"));
}
