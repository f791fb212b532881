using System.Net.Sockets;
using KefuChat.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace KefuChat.Cluster;

/// <summary>
/// Serves this process's roles to others on <c>Kefu:Grpc:Url</c>: an application of its own, on a port of its own, so
/// that nothing the public can reach leads here, and nothing here to the public's endpoints.
/// </summary>
internal sealed partial class GrpcServer(
    IEnumerable<IGrpcRole> roles,
    HealthService health,
    IOptions<KefuOptions> options,
    IConfiguration configuration,
    ILoggerFactory loggers,
    ILogger<GrpcServer> logger) : IHostedService
{
    /// <summary>Of one stream: many messages may be on their way before an acknowledgement.</summary>
    private const int StreamWindowBytes = 4 * 1024 * 1024;

    /// <summary>Of all streams of a connection: a stream that is not read for a while must not stall the calls beside it.</summary>
    private const int ConnectionWindowBytes = 4 * StreamWindowBytes;

    private readonly ILogger _logger = logger;
    private WebApplication? _app;

    /// <summary>Where it listens; null when it does not.</summary>
    public Uri? Address { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var url = options.Value.Grpc.Url;
        if (url.Length == 0)
        {
            return;
        }

        _app = Build(url);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            throw new IOException($"Kefu:Grpc:Url is {url}, where this machine cannot listen: {e.Message}", e);
        }

        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        Address = new Uri(addresses!.Addresses.First());
        LogListening(string.Join(", ", roles.Select(role => role.Service)), Address);
    }

    /// <summary>Takes no more calls, and waits for those there are: the services end them as the host stops.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is not null)
        {
            await _app.StopAsync(cancellationToken);
            await _app.DisposeAsync();
        }
    }

    private WebApplication Build(string url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => Configure(kestrel, url)).UseUrls(url);
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(health);
        builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<ClusterKeyCheck>(options.Value.ClusterKey));
        foreach (var role in roles)
        {
            role.AddTo(builder.Services);
        }

        var app = builder.Build();
        app.MapGrpcService<HealthService>();
        foreach (var role in roles)
        {
            role.MapTo(app);
        }

        return app;
    }

    private void Configure(KestrelServerOptions kestrel, string url)
    {
        // The certificate is the one configured for all of Kestrel; its endpoints are not ours.
        var certificates = configuration.GetSection("Kestrel:Certificates").AsEnumerable()
            .Select(setting => KeyValuePair.Create(setting.Key["Kestrel:".Length..], setting.Value));
        kestrel.Configure(new ConfigurationBuilder().AddInMemoryCollection(certificates).Build());
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.InitialStreamWindowSize = StreamWindowBytes;
        kestrel.Limits.Http2.InitialConnectionWindowSize = ConnectionWindowBytes;
        kestrel.Limits.Http2.KeepAlivePingDelay = ClusterChannels.KeepAliveDelay;
        kestrel.Limits.Http2.KeepAlivePingTimeout = ClusterChannels.KeepAliveTimeout;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2);
    }

    [LoggerMessage(7001, LogLevel.Information, "Serves {Services} to other processes on {Address}")]
    private partial void LogListening(string services, Uri address);
}
