using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using KefuChat.Protocol;
using MessagePack;

namespace KefuChat.Benchmarks.Protocol;

/// <summary>Frames as clients write them.</summary>
internal static class ClientFrames
{
    /// <summary>A chat message in <c>kefu.v1</c>.</summary>
    public static byte[] KefuV1(CustomerMessage message)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(bytes);
        writer.WriteArrayHeader(10);
        writer.Write((byte)message.Command);
        writer.Write(1);
        writer.Write((byte)message.Flags);
        writer.Write(message.CustomerAppId);
        writer.Write(message.CustomerId);
        writer.Write(message.StoreId);
        writer.Write(message.SellerId);
        writer.Write(0);
        writer.WriteString(message.Content.Span);
        writer.Write(message.Uuid);
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>AUTH_TOKEN in <c>kefu.v1</c>.</summary>
    public static byte[] KefuV1AuthToken(string token)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(bytes);
        writer.WriteArrayHeader(6);
        writer.Write((byte)Command.AuthToken);
        writer.Write(1);
        writer.Write(0);
        writer.Write((byte)Platform.Web);
        writer.Write(token);
        writer.Write("");
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A chat message in the classic framing, version 2, with its uuid in the content.</summary>
    public static byte[] Classic(CustomerMessage message)
    {
        var content = Encoding.UTF8.GetBytes($$"""{"uuid":"{{message.Uuid}}",{{Encoding.UTF8.GetString(message.Content.Span[1..])}}""");
        var bodyLength = 36 + content.Length;
        var bytes = new byte[ClassicHeader.Bytes + bodyLength];
        new ClassicHeader(bodyLength, 1, (byte)message.Command, 2, (byte)message.Flags).Write(bytes);
        var body = bytes.AsSpan(ClassicHeader.Bytes);
        BinaryPrimitives.WriteInt64BigEndian(body, message.CustomerAppId);
        BinaryPrimitives.WriteInt64BigEndian(body[8..], message.CustomerId);
        BinaryPrimitives.WriteInt64BigEndian(body[16..], message.StoreId);
        BinaryPrimitives.WriteInt64BigEndian(body[24..], message.SellerId);
        content.CopyTo(body[36..]);
        return bytes;
    }
}
