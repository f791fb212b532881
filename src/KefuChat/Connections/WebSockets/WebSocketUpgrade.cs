using Microsoft.AspNetCore.Http.Features;

namespace KefuChat.Connections.WebSockets;

/// <summary>
/// Turns an HTTP request into a WebSocket: over HTTP/1.1 by an upgrade, over HTTP/2 by extended CONNECT (RFC 8441), and
/// on the in-memory test server, which knows neither, by the socket it hands out.
/// </summary>
internal static class WebSocketUpgrade
{
    /// <summary>Whether a request asks for a WebSocket and can become one.</summary>
    public static bool IsAskedFor(HttpContext context) =>
        IsExtendedConnect(context) || IsUpgrade(context) || context.WebSockets.IsWebSocketRequest;

    /// <summary>Accepts the request.</summary>
    /// <param name="context">A request for a WebSocket.</param>
    /// <param name="subprotocol">The one to echo; null for none.</param>
    /// <param name="maxFrameBytes">A longer message is refused with 1009.</param>
    public static async Task<Transport> AcceptAsync(HttpContext context, string? subprotocol, int maxFrameBytes)
    {
        var headers = context.Response.Headers;
        Stream stream;
        if (IsExtendedConnect(context))
        {
            headers.SecWebSocketProtocol = subprotocol;
            stream = await context.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().AcceptAsync();
        }
        else if (IsUpgrade(context))
        {
            headers.SecWebSocketProtocol = subprotocol;
            headers.Upgrade = "websocket";
            headers.SecWebSocketAccept = WebSocketHandshake.AcceptOf(context.Request.Headers.SecWebSocketKey.ToString());
            stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        }
        else
        {
            return new WebSocketTransport(await context.WebSockets.AcceptWebSocketAsync(subprotocol), maxFrameBytes);
        }

        return new PipeWebSocketTransport(new StreamPipe(stream), maxFrameBytes, context.Abort);
    }

    private static bool IsExtendedConnect(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" }
        && context.Request.Headers.SecWebSocketVersion == WebSocketHandshake.Version;

    private static bool IsUpgrade(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } && WebSocketHandshake.IsUpgrade(context.Request);
}
