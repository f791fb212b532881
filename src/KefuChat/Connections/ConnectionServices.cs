using KefuChat.Connections.WebSockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace KefuChat.Connections;

/// <summary>Adds the gateway: connections, who is here, and the TCP listener.</summary>
internal static class ConnectionServices
{
    /// <summary>Adds what serves sockets; what answers their frames is an <see cref="IConnectionHandlerFactory"/>.</summary>
    public static IServiceCollection AddKefuConnections(this IServiceCollection services)
    {
        services.AddSingleton<ConnectionRegistry>();
        services.AddSingleton<ConnectionAcceptor>();
        services.AddSingleton<OriginPolicy>();
        services.AddSingleton<WebSocketHandshake>();
        services.AddSingleton<RequestPreliminaries>();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureEndpointDefaults(WebSocketConnectionMiddleware.UseOn));
        services.AddSingleton<ClassicTcpListener>();
        services.AddHostedService(provider => provider.GetRequiredService<ClassicTcpListener>());
        return services;
    }

    /// <summary>
    /// When the host begins to stop, sockets are closed at once: the HTTP server, which stops later, then waits for them.
    /// </summary>
    public static void DrainConnectionsOnStop(this IHost host)
    {
        if (host.Services.GetService<ConnectionAcceptor>() is { } acceptor)
        {
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(acceptor.Drain);
        }
    }
}
