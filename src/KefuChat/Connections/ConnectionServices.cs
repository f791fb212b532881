using System.Net.Sockets;
using KefuChat.Connections.WebSockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace KefuChat.Connections;

/// <summary>Adds the gateway: connections, who is here, and the TCP listener.</summary>
internal static class ConnectionServices
{
    /// <summary>
    /// How many connections may wait to be accepted: as many as the system lets (on Linux <c>net.core.somaxconn</c>, 4,096
    /// unless changed). With Kestrel's 512, of thousands who come at once most are not heard and try again only after 1, 3
    /// and 7 s.
    /// </summary>
    public const int Backlog = (int)SocketOptionName.MaxConnections;

    /// <summary>Adds what serves sockets; what answers their frames is an <see cref="IConnectionHandlerFactory"/>.</summary>
    public static IServiceCollection AddKefuConnections(this IServiceCollection services)
    {
        services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = Backlog);
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
