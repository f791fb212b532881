using KefuChat.Configuration;
using KefuChat.Protocol;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace KefuChat.Connections;

/// <summary><c>GET /ws</c>: upgrades a request to a connection; the subprotocol offered chooses the framing.</summary>
internal static class WebSocketEndpoint
{
    /// <summary>What must run before the routes: the framework's WebSocket handshake, over a stream that gathers writes.</summary>
    public static IApplicationBuilder UseKefuWebSockets(this IApplicationBuilder app)
    {
        app.Use(CorkableUpgrade.InvokeAsync);

        // No keep-alive frames of ours: a client that wants to know sends PING, and PONG tells it more.
        return app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
    }

    /// <summary>Maps the endpoint, for every method: over HTTP/2 a WebSocket comes as CONNECT (RFC 8441).</summary>
    public static void MapKefuWebSocket(this IEndpointRouteBuilder endpoints) => endpoints.Map("/ws", AcceptAsync);

    private static async Task AcceptAsync(
        HttpContext context, ConnectionAcceptor acceptor, OriginPolicy origins, IOptions<KefuOptions> options)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await RefuseAsync(context, StatusCodes.Status426UpgradeRequired, "This address speaks WebSocket: see protos/wire-protocol.md.");
            return;
        }

        if (!await origins.AllowsAsync(context.Request))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, $"The origin {context.Request.Headers.Origin} is neither among Kefu:AllowedOrigins nor any store's.");
            return;
        }

        var offered = context.WebSockets.WebSocketRequestedProtocols;
        var isClassic = offered.Count == 0;
        if (!isClassic && !offered.Contains(KefuV1Codec.Subprotocol))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"None of the subprotocols offered is known; offer {KefuV1Codec.Subprotocol}, or none for the classic framing.");
            return;
        }

        var socket = await context.WebSockets.AcceptWebSocketAsync(isClassic ? null : KefuV1Codec.Subprotocol);
        var stream = (context.Features.Get<IHttpUpgradeFeature>() as CorkableUpgrade)?.Stream;
        var frameBytes = options.Value.Limits.FrameBytes;
        await acceptor.ServeAsync(
            new WebSocketTransport(socket, isClassic ? ClassicHeader.Bytes + frameBytes : frameBytes, stream),
            isClassic ? new ClassicCodec(options.Value.AppId) : new KefuV1Codec(),
            context.Connection.RemoteIpAddress);
    }

    private static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status426UpgradeRequired)
        {
            context.Response.Headers.Upgrade = "websocket";
        }

        return context.Response.WriteAsync(why);
    }
}
