using KefuChat.Push;
using KefuChat.Routing;
using KefuChat.Routing.Grpc;
using KefuChat.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>A routing node behind a Kestrel of its own.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestNode(WebApplication app, CollectingLogger<ImrService> logger)
    {
        _app = app;
        Logger = logger;
    }

    /// <summary>What the service logs.</summary>
    public CollectingLogger<ImrService> Logger { get; }

    public int Port => new Uri(_app.Urls.Single()).Port;

    public RoutingTable Table => _app.Services.GetRequiredService<RoutingTable>();

    public static async Task<TestNode> StartAsync(IPushSender push, TimeProvider? time = null, long maxWaitingBytes = 64 * 1024 * 1024, TimeSpan grace = default)
    {
        var logger = new CollectingLogger<ImrService>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<RoutingTable>();
        builder.Services.AddSingleton(push);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton(services => new PushWishes(
            services.GetRequiredService<RoutingTable>(),
            push,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IHostApplicationLifetime>())
        {
            Grace = grace,
        });
        builder.Services.AddSingleton(services => new ImrService(
            services.GetRequiredService<RoutingTable>(),
            services.GetRequiredService<PushWishes>(),
            services.GetRequiredService<IHostApplicationLifetime>(),
            services.GetRequiredService<TimeProvider>(),
            logger)
        {
            MaxWaitingBytes = maxWaitingBytes,
        });
        var app = builder.Build();
        app.MapGrpcService<ImrService>();
        await app.StartAsync();
        app.Services.GetRequiredService<ImrService>();
        return new TestNode(app, logger);
    }

    /// <summary>Stops as a process does that is told to.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
