namespace KefuChat.Connections.WebSockets;

/// <summary><c>GET /ws</c>: makes a request a connection; the subprotocol offered chooses the framing.</summary>
internal static class WebSocketEndpoint
{
    /// <summary>Where it is.</summary>
    public const string Path = "/ws";

    /// <summary>Maps the endpoint, for every method: over HTTP/2 a WebSocket comes as CONNECT (RFC 8441).</summary>
    public static void MapKefuWebSocket(this IEndpointRouteBuilder endpoints) => endpoints.Map(Path, AcceptAsync);

    private static async Task AcceptAsync(HttpContext context, WebSocketHandshake handshake, ConnectionAcceptor acceptor)
    {
        if (!WebSocketUpgrade.IsAskedFor(context))
        {
            context.Response.Headers.Upgrade = "websocket";
            context.Response.Headers.SecWebSocketVersion = WebSocketHandshake.Version;
            await RefuseAsync(context, StatusCodes.Status426UpgradeRequired, "This address speaks WebSocket: see protos/wire-protocol.md.");
            return;
        }

        var answer = await handshake.AnswerAsync(context.Request);
        if (!answer.IsAccepted)
        {
            await RefuseAsync(context, answer.Status, answer.Text);
            return;
        }

        await acceptor.ServeAsync(
            await WebSocketUpgrade.AcceptAsync(context, answer.Subprotocol, handshake.MaxFrameBytesOf(answer.Subprotocol)),
            handshake.CodecOf(answer.Subprotocol),
            context.Connection.RemoteIpAddress);
    }

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text);
    }
}
