using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.Tests.Support;

/// <summary>An Echo service behind Kestrel on a port of its own, HTTP/2 in cleartext unless told otherwise.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly List<GrpcChannel> _channels = [];

    private EchoServer(WebApplication app, ScriptedEcho service, Uri address)
    {
        App = app;
        Service = service;
        Address = address;
    }

    public WebApplication App { get; }

    public ScriptedEcho Service { get; }

    public Uri Address { get; }

    public static async Task<EchoServer> StartAsync(
        Action<GrpcServiceOptions>? grpc = null,
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? map = null,
        Action<ListenOptions>? listen = null,
        string scheme = "http")
    {
        var service = new ScriptedEcho();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http2;
            listen?.Invoke(endpoint);
        }));
        builder.Services.AddSingleton(service);
        builder.Services.AddGrpc(grpc ?? (_ => { }));
        build?.Invoke(builder);
        var app = builder.Build();
        map?.Invoke(app);
        app.MapGrpcService<ScriptedEcho>();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new EchoServer(app, service, new UriBuilder(app.Urls.Single()) { Scheme = scheme }.Uri);
    }

    /// <summary>A channel that lives as long as the server.</summary>
    public GrpcChannel Channel(GrpcChannelOptions? options = null)
    {
        var channel = GrpcChannel.ForAddress(Address, options ?? new GrpcChannelOptions());
        _channels.Add(channel);
        return channel;
    }

    public Echo.EchoClient Connect(GrpcChannelOptions? options = null) => new(Channel(options));

    public async ValueTask DisposeAsync()
    {
        _channels.ForEach(channel => channel.Dispose());
        await App.DisposeAsync();
    }
}
