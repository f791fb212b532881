using System.Buffers.Binary;

namespace MessagePack;

public ref partial struct MessagePackWriter
{
    private void WriteCode(byte code) => Take(1)[0] = code;

    private void WriteCode(byte code, byte number)
    {
        Span<byte> span = Take(1 + sizeof(byte));
        span[1] = number;
        span[0] = code;
    }

    private void WriteCode(byte code, ushort number)
    {
        Span<byte> span = Take(1 + sizeof(ushort));
        BinaryPrimitives.WriteUInt16BigEndian(span[1..], number);
        span[0] = code;
    }

    private void WriteCode(byte code, uint number)
    {
        Span<byte> span = Take(1 + sizeof(uint));
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], number);
        span[0] = code;
    }

    private void WriteCode(byte code, ulong number)
    {
        Span<byte> span = Take(1 + sizeof(ulong));
        BinaryPrimitives.WriteUInt64BigEndian(span[1..], number);
        span[0] = code;
    }
}
