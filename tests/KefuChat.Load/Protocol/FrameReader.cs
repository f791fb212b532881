using System.Buffers.Binary;

namespace KefuChat.Load.Protocol;

/// <summary>
/// Reads one <c>kefu.v1</c> frame. A trailing field that is missing reads as its default, as the protocol demands.
/// </summary>
internal ref struct FrameReader
{
    private ReadOnlySpan<byte> _rest;
    private int _fieldsLeft;

    public FrameReader(ReadOnlySpan<byte> payload)
    {
        _rest = payload;
        _fieldsLeft = ArrayLength();
        Command = (Command)Integer();
        Seq = Integer();
        Flags = (FrameFlags)Integer();
    }

    public Command Command { get; }

    public long Seq { get; }

    public FrameFlags Flags { get; }

    /// <summary>The next field, an integer; 0 when it is missing or nil.</summary>
    public long Integer()
    {
        if (!NextField())
        {
            return 0;
        }

        var type = Byte();
        return type switch
        {
            < 0x80 => type,
            >= 0xe0 => (sbyte)type,
            0xc0 => 0,
            0xcc => Byte(),
            0xcd => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xce => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xcf => checked((long)BinaryPrimitives.ReadUInt64BigEndian(Take(8))),
            0xd0 => (sbyte)Byte(),
            0xd1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xd2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            _ => throw new ProtocolException($"expected an integer, found the MessagePack type 0x{type:x2}"),
        };
    }

    /// <summary>The next field, true or false; false when it is missing or nil.</summary>
    public bool Boolean()
    {
        if (!NextField())
        {
            return false;
        }

        var type = Byte();
        return type switch
        {
            0xc0 or 0xc2 => false,
            0xc3 => true,
            _ => throw new ProtocolException($"expected a boolean, found the MessagePack type 0x{type:x2}"),
        };
    }

    /// <summary>The next field, a string in UTF-8; empty when it is missing or nil.</summary>
    public ReadOnlySpan<byte> Utf8()
    {
        if (!NextField())
        {
            return default;
        }

        var type = Byte();
        return type switch
        {
            >= 0xa0 and <= 0xbf => Take(type & 0x1f),
            0xc0 => default,
            0xd9 => Take(Byte()),
            0xda => Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            0xdb => Take(checked((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4)))),
            _ => throw new ProtocolException($"expected a string, found the MessagePack type 0x{type:x2}"),
        };
    }

    private int ArrayLength()
    {
        var type = Byte();
        return type switch
        {
            >= 0x90 and <= 0x9f => type & 0x0f,
            0xdc => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            _ => throw new ProtocolException($"a frame is an array, this one is the MessagePack type 0x{type:x2}"),
        };
    }

    private bool NextField()
    {
        if (_fieldsLeft == 0)
        {
            return false;
        }

        _fieldsLeft--;
        return true;
    }

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new ProtocolException("a frame ends in the middle of a field");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
