using Grpc.Net.Client;
using KefuChat.Storage;
using KefuChat.Storage.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>A node: a gRPC service on a loopback port, over a store that outlives it.</summary>
internal sealed class ImsHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ImsHost(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
    }

    public Uri Address { get; }

    public static GrpcChannel Connect(Uri address) => GrpcChannel.ForAddress(
        address, new GrpcChannelOptions { HttpHandler = new SocketsHttpHandler(), DisposeHttpClient = true });

    public static Task<ImsHost> StartAsync(IMessageStore store, string storeId = "s", ILogger<ImsService>? logger = null) =>
        StartAsync<ImsService>(services =>
        {
            services.AddSingleton(store);
            services.AddSingleton<IStoreIdentity>(new StoreIdentity(storeId));
            if (logger is not null)
            {
                services.AddSingleton(logger);
            }
        });

    /// <summary>A node with all services over all stores.</summary>
    public static Task<ImsHost> StartAsync(Stores stores, string storeId) => StartAsync(
        services =>
        {
            services.AddSingleton(stores.Messages);
            services.AddSingleton(stores.Conversations);
            services.AddSingleton(stores.Documents);
            services.AddSingleton(stores.Assignments);
            services.AddSingleton(stores.Customers);
            services.AddSingleton(stores.Shards);
            services.AddSingleton<IStoreIdentity>(new StoreIdentity(storeId));
        },
        endpoints =>
        {
            endpoints.MapGrpcService<ImsService>();
            endpoints.MapGrpcService<ConversationsService>();
            endpoints.MapGrpcService<DocumentsService>();
            endpoints.MapGrpcService<AssignmentsService>();
            endpoints.MapGrpcService<CustomersService>();
            endpoints.MapGrpcService<ShardsService>();
        });

    public static Task<ImsHost> StartAsync<TService>(Action<IServiceCollection> register)
        where TService : class => StartAsync(register, endpoints => endpoints.MapGrpcService<TService>());

    private static async Task<ImsHost> StartAsync(Action<IServiceCollection> register, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging();
        builder.Services.AddGrpc();
        register(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        map(app);
        await app.StartAsync();
        return new ImsHost(app);
    }

    /// <summary>Ends streams as a node that stops does, and waits for that.</summary>
    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
