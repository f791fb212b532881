using System.Security.Cryptography;
using System.Text;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Network;

/// <summary>The HTTP/1.1 request that opens a WebSocket, and the check of its answer (RFC 6455, section 4.1).</summary>
/// <param name="path">Where the server has its WebSocket.</param>
/// <param name="subprotocol">The one to offer and to insist on; null for none.</param>
internal sealed class WebSocketHandshake(string path = "/ws", string? subprotocol = "kefu.v1")
{
    private const int LongestAnswer = 16 << 10;

    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    /// <summary>The request to <paramref name="authority"/>.</summary>
    public byte[] Request(string authority) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {_key}\r\n" +
        (subprotocol is null ? "\r\n" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n\r\n"));

    /// <summary>
    /// Checks the answer at the start of <paramref name="bytes"/>; false when its end has not come yet.
    /// What follows the answer is the first frames already.
    /// </summary>
    /// <exception cref="ProtocolException">The server refused, or agreed to something else.</exception>
    public bool TryAccept(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = bytes.IndexOf("\r\n\r\n"u8) + 4;
        if (consumed < 4)
        {
            return bytes.Length <= LongestAnswer ? false : throw new ProtocolException("the answer to the WebSocket handshake does not end");
        }

        var lines = Encoding.ASCII.GetString(bytes[..consumed]).Split("\r\n");
        if (lines[0].Split(' ') is not [_, "101", ..])
        {
            throw new ProtocolException($"the server refused the WebSocket: {lines[0]}");
        }

        Demand(lines, "Sec-WebSocket-Accept", ExpectedAccept());
        Demand(lines, "Sec-WebSocket-Protocol", subprotocol);
        return true;
    }

    private static void Demand(string[] lines, string name, string? expected)
    {
        var found = lines
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 1)..].Trim())
            .FirstOrDefault();
        if (found != expected)
        {
            throw new ProtocolException($"the server answered the WebSocket handshake with {name} {found ?? "missing"}, not {expected ?? "missing"}");
        }
    }

    // SHA-1 is what RFC 6455 asks for here; it proves that the server understood, and protects nothing.
#pragma warning disable CA5350
    private string ExpectedAccept() =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(_key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
}
