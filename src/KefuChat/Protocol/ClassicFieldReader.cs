using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace KefuChat.Protocol;

/// <summary>Reads the fields of one classic body by name, so that a refusal can say which was wrong.</summary>
internal ref struct ClassicFieldReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    /// <summary>One byte.</summary>
    public byte ReadByte(string field) => Take(1, field)[0];

    /// <summary>Four bytes.</summary>
    public int ReadInt32(string field) => BinaryPrimitives.ReadInt32BigEndian(Take(4, field));

    /// <summary>An id or sync key: eight bytes, 0 to 2^53−1, since every message must be tellable to a browser.</summary>
    public long ReadId(string field)
    {
        var value = BinaryPrimitives.ReadInt64BigEndian(Take(8, field));
        return value is >= 0 and <= User.MaxId
            ? value
            : throw new MalformedFrameException($"{field}: not within 0 to 2^53-1");
    }

    /// <summary>A string behind its length in one byte.</summary>
    public string ReadCountedString(string field)
    {
        var bytes = Take(ReadByte(field), field);
        return Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : throw new MalformedFrameException($"{field}: not UTF-8");
    }

    /// <summary>What is left, as its own copy.</summary>
    public byte[] ReadContent() =>
        Utf8.IsValid(_rest) ? _rest.ToArray() : throw new MalformedFrameException("content: not UTF-8");

    private ReadOnlySpan<byte> Take(int count, string field)
    {
        if (_rest.Length < count)
        {
            throw new MalformedFrameException($"{field}: the body ends before it");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
