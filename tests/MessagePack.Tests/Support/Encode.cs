using System.Buffers;

namespace MessagePack.Tests.Support;

internal static class Encode
{
    public static byte[] With(WriteAction write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        write(ref writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A code and a big-endian number of <paramref name="size"/> bytes, whether or not that is the shortest encoding.</summary>
    public static byte[] Code(byte code, int size, ulong number)
    {
        var bytes = new byte[1 + size];
        bytes[0] = code;
        for (int i = size; i > 0; i--, number >>= 8)
        {
            bytes[i] = (byte)number;
        }

        return bytes;
    }
}
