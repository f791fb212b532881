using System.Buffers.Binary;

namespace KefuChat.Tests.TestClients.Wire;

/// <summary>Reads a classic body from front to back.</summary>
internal sealed class ClassicBody(ReadOnlyMemory<byte> body)
{
    private ReadOnlyMemory<byte> _rest = body;

    public bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public string TextToEnd() => Utf8.ToText(Take(_rest.Length));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new InvalidDataException("the body ends too early");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken.Span;
    }
}
