using KefuChat.Clients;
using KefuChat.Cluster;
using KefuChat.Configuration;
using KefuChat.Connections;
using KefuChat.Routing;
using KefuChat.Shops;
using KefuChat.Storage;
using KefuChat.Support;
using KefuChat.Telemetry;
using KefuChat.Uploads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KefuChat.Benchmarks;

/// <summary>
/// The server's own services, all roles in one process, over a data directory of their own in the system's temporary one
/// (TMPDIR): what is measured is put together as the server is. Nothing listens, and no loop of a hosted service runs.
/// </summary>
internal sealed class GatewayServices : IDisposable
{
    private const Roles AllRoles = Roles.Gateway | Roles.Ims | Roles.Imr;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("kefu-benchmark-");
    private readonly IHost _host;

    /// <summary>Puts them together.</summary>
    public GatewayServices()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _directory.FullName });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Kefu:DataDirectory"] = _directory.FullName,
            ["Kefu:Limits:MessagesPerSecond"] = "0",
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLogging();
        builder.Services.AddKefuOptions();
        builder.Services.AddKefuTelemetry();
        builder.Services.AddKefuCluster();
        builder.Services.AddKefuStorage(AllRoles, StorageOptions.Sqlite, isSharded: false);
        builder.Services.AddKefuRouting(AllRoles);
        builder.Services.AddKefuSupport();
        builder.Services.AddKefuConnections();
        builder.Services.AddKefuClients();
        builder.Services.AddKefuShops();
        builder.Services.AddKefuUploads();
        _host = builder.Build();
    }

    /// <summary>One of them.</summary>
    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <inheritdoc/>
    public void Dispose()
    {
        _host.Dispose();
        _directory.Delete(recursive: true);
    }
}
