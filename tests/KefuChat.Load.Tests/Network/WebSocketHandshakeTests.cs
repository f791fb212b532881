using System.Security.Cryptography;
using System.Text;
using KefuChat.Load.Network;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Tests.Network;

/// <summary>How a WebSocket is opened.</summary>
public sealed class WebSocketHandshakeTests
{
    [Fact]
    public void Offers_a_subprotocol_where_there_is_one()
    {
        var request = Encoding.ASCII.GetString(new WebSocketHandshake("/ws", "kefu.v1").Request("127.0.0.1:1"));
        Assert.StartsWith("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:1\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\nSec-WebSocket-Protocol: kefu.v1\r\n\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Sec-WebSocket-Protocol", Encoding.ASCII.GetString(new WebSocketHandshake("/hub", null).Request("a")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kefu.v1")]
    [InlineData(null)]
    public void Accepts_an_answer_that_agrees_and_leaves_what_follows_it(string? subprotocol)
    {
        var handshake = new WebSocketHandshake("/ws", subprotocol);
        var answer = Answer(handshake, subprotocol);
        Assert.False(handshake.TryAccept(answer.AsSpan(0, answer.Length - 1), out _));
        Assert.True(handshake.TryAccept([.. answer, 0x82], out var consumed));
        Assert.Equal(answer.Length, consumed);
    }

    [Theory]
    [InlineData("kefu.v1", null)]
    [InlineData("kefu.v1", "kefu.v2")]
    [InlineData(null, "kefu.v1")]
    public void Refuses_an_answer_that_agrees_to_something_else(string? offered, string? agreed)
    {
        var handshake = new WebSocketHandshake("/ws", offered);
        Assert.Throws<ProtocolException>(() => handshake.TryAccept(Answer(handshake, agreed), out _));
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: nothing\r\n\r\n")]
    public void Refuses_a_refusal_and_an_answer_to_somebody_else(string answer) => Assert.Throws<ProtocolException>(
        () => new WebSocketHandshake("/ws", null).TryAccept(Encoding.ASCII.GetBytes(answer), out _));

    private static byte[] Answer(WebSocketHandshake handshake, string? subprotocol)
    {
        const string Key = "Sec-WebSocket-Key: ";
        var request = Encoding.ASCII.GetString(handshake.Request("127.0.0.1:1")).Split("\r\n");
        var key = request.Single(line => line.StartsWith(Key, StringComparison.Ordinal))[Key.Length..];
#pragma warning disable CA5350 // RFC 6455 says so.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        var line = subprotocol is null ? "" : $"sec-websocket-protocol: {subprotocol}\r\n";
        return Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: {accept}\r\n{line}\r\n");
    }
}
