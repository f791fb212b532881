using System.Security.Cryptography;
using System.Text;
using KefuChat.Configuration;
using KefuChat.Protocol;
using Microsoft.Extensions.Options;

namespace KefuChat.Connections.WebSockets;

/// <summary>
/// The server's part of the opening handshake (RFC 6455, 4.2), whichever way the request came: who may open a WebSocket,
/// and what is spoken on it.
/// </summary>
internal sealed class WebSocketHandshake(OriginPolicy origins, IOptions<KefuOptions> options)
{
    /// <summary>The only version there is.</summary>
    public const string Version = "13";

    private const int KeyBytes = 16;
    private const int KeyChars = 24;

    /// <summary>Whether a request of HTTP/1.1 asks for a WebSocket, in the words that the standard wants.</summary>
    public static bool IsUpgrade(HttpRequest request)
    {
        var headers = request.Headers;
        return HttpMethods.IsGet(request.Method)
            && headers.GetCommaSeparatedValues("Connection").Contains("Upgrade", StringComparer.OrdinalIgnoreCase)
            && headers.GetCommaSeparatedValues("Upgrade").Contains("websocket", StringComparer.OrdinalIgnoreCase)
            && headers.SecWebSocketVersion == Version
            && IsKey(headers.SecWebSocketKey.ToString());
    }

    /// <summary>What proves to the client that its key was read (RFC 6455, 4.2.2).</summary>
    public static string AcceptOf(string key)
    {
        // SHA-1 is what the standard names; nothing is kept secret by it.
#pragma warning disable CA5350
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
    }

    /// <summary>Whether a request for a WebSocket is accepted: by the page it comes from, and by what it offers to speak.</summary>
    public async ValueTask<WebSocketAnswer> AnswerAsync(HttpRequest request)
    {
        if (!await origins.AllowsAsync(request))
        {
            return WebSocketAnswer.Refuse(
                StatusCodes.Status403Forbidden,
                $"The origin {request.Headers.Origin} is neither among Kefu:AllowedOrigins nor any store's.");
        }

        var offered = request.Headers.GetCommaSeparatedValues("Sec-WebSocket-Protocol");
        if (offered.Length == 0)
        {
            return WebSocketAnswer.Accept(null);
        }

        return offered.Contains(KefuV1Codec.Subprotocol)
            ? WebSocketAnswer.Accept(KefuV1Codec.Subprotocol)
            : WebSocketAnswer.Refuse(
                StatusCodes.Status400BadRequest,
                $"None of the subprotocols offered is known; offer {KefuV1Codec.Subprotocol}, or none for the classic framing.");
    }

    /// <summary>The framing that a subprotocol names.</summary>
    public Codec CodecOf(string? subprotocol) => subprotocol is null ? new ClassicCodec(options.Value.AppId) : new KefuV1Codec();

    /// <summary>The longest message of that framing, in bytes.</summary>
    public int MaxFrameBytesOf(string? subprotocol) =>
        subprotocol is null ? ClassicHeader.Bytes + options.Value.Limits.FrameBytes : options.Value.Limits.FrameBytes;

    private static bool IsKey(string key)
    {
        Span<byte> decoded = stackalloc byte[KeyBytes + 2];
        return key.Length == KeyChars && Convert.TryFromBase64String(key, decoded, out var length) && length == KeyBytes;
    }
}
