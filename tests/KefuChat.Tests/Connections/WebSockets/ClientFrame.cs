using System.Buffers;
using System.Buffers.Binary;
using KefuChat.Connections.WebSockets;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>Frames as a client sends them, written byte by byte after RFC 6455, 5.2; also those it may not send.</summary>
internal static class ClientFrame
{
    private static readonly byte[] Mask = [0x37, 0xfa, 0x21, 0x3d];

    public static byte[] Of(WebSocketOpcode opcode, byte[] payload, bool isFinal = true, bool isMasked = true, int reserved = 0) =>
        Of((byte)((isFinal ? 0x80 : 0) | reserved | (byte)opcode), payload, payload.Length, isMasked);

    /// <summary>A frame whose header declares a length of its own.</summary>
    public static byte[] Declaring(WebSocketOpcode opcode, long length) => Of((byte)(0x80 | (byte)opcode), [], length, isMasked: true);

    public static byte[] Binary(params byte[] payload) => Of(WebSocketOpcode.Binary, payload);

    public static byte[] Ping(params byte[] payload) => Of(WebSocketOpcode.Ping, payload);

    public static byte[] Close(int code) => Of(WebSocketOpcode.Close, [(byte)(code >> 8), (byte)code]);

    private static byte[] Of(byte flags, byte[] payload, long length, bool isMasked)
    {
        var frame = new ArrayBufferWriter<byte>();
        frame.Write([flags]);
        var bit = (byte)(isMasked ? 0x80 : 0);
        if (length is >= 0 and < 126)
        {
            frame.Write([(byte)(bit | (byte)length)]);
        }
        else if (length is >= 0 and <= ushort.MaxValue)
        {
            frame.Write([(byte)(bit | 126), (byte)(length >> 8), (byte)length]);
        }
        else
        {
            frame.Write([(byte)(bit | 127)]);
            BinaryPrimitives.WriteInt64BigEndian(frame.GetSpan(8), length);
            frame.Advance(8);
        }

        if (isMasked)
        {
            frame.Write(Mask);
        }

        frame.Write(payload.Select((value, i) => isMasked ? (byte)(value ^ Mask[i % 4]) : value).ToArray());
        return frame.WrittenSpan.ToArray();
    }
}
