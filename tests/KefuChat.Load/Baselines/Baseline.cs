using System.Collections.Concurrent;
using KefuChat.Load.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KefuChat.Load.Baselines;

/// <summary>
/// A server to compare with: relays a message to its receiver and acknowledges it. It stores nothing and checks nothing, and
/// runs with this program's settings of the runtime: no concurrent collector, no spinning of idle pool threads.
/// </summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Framing">How it is spoken to.</param>
/// <param name="AddServices">Adds what it is made of.</param>
/// <param name="Map">Maps its endpoint.</param>
internal sealed record Baseline(string Name, Framing Framing, Action<IServiceCollection> AddServices, Action<WebApplication> Map)
{
    /// <summary>Kestrel and the framework's WebSocket class: the floor of what a server on them can cost.</summary>
    public static Baseline Relay { get; } = new("relay", Framing.KefuV1, _ => { }, MapRelay);

    /// <summary>A SignalR hub with the JSON protocol: what one would have used instead of writing a server.</summary>
    public static Baseline SignalR { get; } = new("signalr", Framing.SignalR, services => services.AddSignalR(), app => app.MapHub<ChatHub>("/hub"));

    public static IReadOnlyList<Baseline> All { get; } = [Relay, SignalR];

    private static void MapRelay(WebApplication app)
    {
        var users = new ConcurrentDictionary<BaselineUser, RelayConnection>();
        app.UseWebSockets();
        app.Map("/ws", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(Framing.KefuV1.Subprotocol);
            using var connection = new RelayConnection(socket, users);
            await connection.RunAsync();
        });
    }
}
