using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace KefuChat.Connections.WebSockets;

/// <summary>
/// Opens WebSockets before HTTP is spoken on a connection, so that no request has to be kept for as long as they live:
/// that is more than half of what an idle one would cost. Only a plain request that is accepted is taken; all others,
/// those to be refused among them, go on to the HTTP server with every byte, and meet <see cref="WebSocketEndpoint"/>.
/// Endpoints with TLS are left out: this comes before TLS, and would speak plain text where it must not be spoken.
/// Kestrel does not see these connections upgraded: they count against <c>Kestrel:Limits:MaxConcurrentConnections</c> for
/// as long as they live, and not against <c>MaxConcurrentUpgradedConnections</c>.
/// </summary>
internal sealed class WebSocketConnectionMiddleware(
    ConnectionDelegate next,
    RequestPreliminaries preliminaries,
    WebSocketHandshake handshake,
    ConnectionAcceptor acceptor,
    TimeProvider time)
{
    /// <summary>How long a head is waited for here; afterwards the HTTP server waits, with limits of its own.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Puts the middleware before HTTP on an endpoint that speaks HTTP/1.1 without TLS.</summary>
    public static void UseOn(ListenOptions endpoint) => endpoint.Use(next =>
        endpoint.Protocols.HasFlag(HttpProtocols.Http1) && IsPlain(endpoint)
            ? ActivatorUtilities.CreateInstance<WebSocketConnectionMiddleware>(endpoint.ApplicationServices, next).OnConnectionAsync
            : next);

    /// <summary>
    /// Known only when all is configured, as TLS comes behind the endpoint's defaults. The scheme is all that an endpoint
    /// tells of it.
    /// </summary>
    private static bool IsPlain(ListenOptions endpoint) => endpoint.ToString()?.StartsWith("http://", StringComparison.Ordinal) == true;

    /// <summary>Serves a connection until it is over, as a WebSocket or by whatever comes next.</summary>
    public async Task OnConnectionAsync(ConnectionContext connection)
    {
        if (await ReadOpeningAsync(connection) is not { } opening)
        {
            await next(connection);
            return;
        }

        await connection.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(opening.Response));
        await acceptor.ServeAsync(
            new PipeWebSocketTransport(connection.Transport, handshake.MaxFrameBytesOf(opening.Subprotocol), connection.Abort),
            handshake.CodecOf(opening.Subprotocol),
            opening.Address);
        await DisposeAsync(connection);
    }

    /// <summary>
    /// A peer may say goodbye and leave ours unread. The transport would offer it for ever, and nobody counts the
    /// connection any more: what is not taken in time is dropped with the socket.
    /// </summary>
    private async Task DisposeAsync(ConnectionContext connection)
    {
        await using var deadline = time.CreateTimer(
            _ => connection.Abort(), null, ConnectionDeadline.CloseTimeout, Timeout.InfiniteTimeSpan);
        await connection.DisposeAsync();
    }

    /// <summary>Reads a request for a WebSocket. Null: there is none that is accepted, and nothing was read.</summary>
    private async Task<WebSocketOpening?> ReadOpeningAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        using var patience = new CancellationTokenSource(Patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            for (var examined = 0L; ;)
            {
                var result = await input.ReadAsync(waiting.Token);
                var buffer = result.Buffer;
                var isWhole = WebSocketRequestHead.TryFindEnd(buffer, out var head, out var end);
                if (isWhole && await TryAnswerAsync(head, connection.RemoteEndPoint as IPEndPoint) is { } opening)
                {
                    input.AdvanceTo(end);
                    return opening;
                }

                if (isWhole || result.IsCompleted || buffer.Length > WebSocketRequestHead.MaxBytes || !WebSocketRequestHead.IsPossible(buffer))
                {
                    // Examined no further than before, what came last is still news to whoever reads next.
                    input.AdvanceTo(buffer.Start, buffer.GetPosition(examined));
                    return null;
                }

                input.AdvanceTo(buffer.Start, buffer.End);
                examined = buffer.Length;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            return null;
        }
    }

    /// <summary>What fails here is left to HTTP like all else, which asks once more, and has an answer for failures too.</summary>
    private async ValueTask<WebSocketOpening?> TryAnswerAsync(ReadOnlySequence<byte> head, IPEndPoint? remote)
    {
        try
        {
            return await AnswerAsync(head, remote);
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>What a head comes to, as the ways of HTTP would have it. Null: they shall decide, and answer.</summary>
    private async ValueTask<WebSocketOpening?> AnswerAsync(ReadOnlySequence<byte> head, IPEndPoint? remote)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = remote?.Address;
        context.Connection.RemotePort = remote?.Port ?? 0;
        if (!WebSocketRequestHead.TryParse(head, context.Request)
            || !preliminaries.Apply(context)
            || !WebSocketHandshake.IsUpgrade(context.Request))
        {
            return null;
        }

        var answer = await handshake.AnswerAsync(context.Request);
        return answer.IsAccepted
            ? new WebSocketOpening(
                WebSocketHandshake.AcceptOf(context.Request.Headers.SecWebSocketKey.ToString()),
                answer.Subprotocol,
                context.Connection.RemoteIpAddress)
            : null;
    }
}
