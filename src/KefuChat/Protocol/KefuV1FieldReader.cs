using System.Buffers;
using System.Text;
using System.Text.Unicode;
using MessagePack;

namespace KefuChat.Protocol;

/// <summary>
/// Reads the elements of one <c>kefu.v1</c> array by name, so that a refusal can say which was wrong, and supplies the
/// default for those the sender left away.
/// </summary>
internal ref struct KefuV1FieldReader
{
    private MessagePackReader _reader;
    private int _remaining;

    /// <summary>Starts at the first byte of a frame.</summary>
    public KefuV1FieldReader(in ReadOnlySequence<byte> bytes)
    {
        _reader = new MessagePackReader(bytes);
        _remaining = 0;
        Field = "frame";
    }

    /// <summary>The field last asked for.</summary>
    public string Field { get; private set; }

    /// <summary>The array's header and first element.</summary>
    public long ReadCommand()
    {
        _remaining = _reader.ReadArrayHeader();
        Field = "command";
        return _remaining-- > 0 ? _reader.ReadInt64() : throw new MalformedFrameException("command: missing");
    }

    /// <summary>An id, key or count: 0 to 2^53−1.</summary>
    public long ReadCount(string field)
    {
        if (IsAbsent(field))
        {
            return 0;
        }

        var value = _reader.ReadInt64();
        return value is >= 0 and <= User.MaxId
            ? value
            : throw new MalformedFrameException($"{field}: not within 0 to 2^53-1");
    }

    /// <summary>A number of one byte.</summary>
    public byte ReadByte(string field) => IsAbsent(field) ? (byte)0 : _reader.ReadByte();

    /// <summary>A string; refused unless it is UTF-8.</summary>
    public string ReadString(string field)
    {
        var sequence = ReadSequence(field);
        var bytes = sequence.IsSingleSegment ? sequence.FirstSpan : sequence.ToArray();
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw NotUtf8(field);
    }

    /// <summary>A string, as its own copy of the bytes; refused unless they are UTF-8.</summary>
    public ReadOnlyMemory<byte> ReadUtf8(string field)
    {
        var copy = ReadSequence(field).ToArray();
        return Utf8.IsValid(copy) ? copy : throw NotUtf8(field);
    }

    /// <summary>Passes over an element whatever it is.</summary>
    public void Skip(string field)
    {
        if (!IsAbsent(field))
        {
            _reader.Skip();
        }
    }

    /// <summary>Passes over the elements a later version may have added; nothing may follow the array.</summary>
    public void ReadToEnd()
    {
        Field = "trailing elements";
        while (_remaining-- > 0)
        {
            _reader.Skip();
        }

        if (!_reader.End)
        {
            throw new MalformedFrameException("frame: bytes after the array");
        }
    }

    private static MalformedFrameException NotUtf8(string field) => new($"{field}: not UTF-8");

    private ReadOnlySequence<byte> ReadSequence(string field) =>
        IsAbsent(field) ? ReadOnlySequence<byte>.Empty : _reader.ReadStringSequence() ?? ReadOnlySequence<byte>.Empty;

    private bool IsAbsent(string field)
    {
        Field = field;
        return _remaining-- <= 0 || _reader.TryReadNil();
    }
}
