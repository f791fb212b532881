namespace MessagePack;

public ref partial struct MessagePackReader
{
    /// <summary>Reads nil if it is next, and nothing otherwise.</summary>
    /// <returns>Whether it was.</returns>
    /// <exception cref="EndOfStreamException">Every byte has been read.</exception>
    public bool TryReadNil()
    {
        if (NextCode != MessagePackCode.Nil)
        {
            return false;
        }

        _reader.Advance(1);
        return true;
    }

    /// <summary>Reads nil.</summary>
    /// <returns>The only value of its type.</returns>
    /// <exception cref="MessagePackSerializationException">The next value is not nil.</exception>
    /// <exception cref="EndOfStreamException">Every byte has been read.</exception>
    public Nil ReadNil()
    {
        _reader.Advance(PeekToken(MessagePackType.Nil).Size);
        return Nil.Default;
    }

    /// <summary>Reads true or false.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="MessagePackSerializationException">The next value is neither.</exception>
    /// <exception cref="EndOfStreamException">Every byte has been read.</exception>
    public bool ReadBoolean()
    {
        MessagePackToken token = PeekToken(MessagePackType.Boolean);
        _reader.Advance(token.Size);
        return token.Code == MessagePackCode.True;
    }

    /// <summary>Reads an integer of 0 to 255, in whichever encoding.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="OverflowException">The integer is out of that range.</exception>
    /// <exception cref="MessagePackSerializationException">The next value is not an integer.</exception>
    /// <exception cref="EndOfStreamException">The bytes end before the value does.</exception>
    public byte ReadByte()
    {
        MessagePackToken token = PeekToken(MessagePackType.Integer);
        byte value = checked((byte)token.ToInt64());
        _reader.Advance(token.Size);
        return value;
    }

    /// <summary>Reads an integer of 32 bits with a sign, in whichever encoding.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="OverflowException">The integer is out of that range.</exception>
    /// <exception cref="MessagePackSerializationException">The next value is not an integer.</exception>
    /// <exception cref="EndOfStreamException">The bytes end before the value does.</exception>
    public int ReadInt32()
    {
        MessagePackToken token = PeekToken(MessagePackType.Integer);
        int value = checked((int)token.ToInt64());
        _reader.Advance(token.Size);
        return value;
    }

    /// <summary>Reads an integer of 32 bits without a sign, in whichever encoding.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="OverflowException">The integer is out of that range.</exception>
    /// <exception cref="MessagePackSerializationException">The next value is not an integer.</exception>
    /// <exception cref="EndOfStreamException">The bytes end before the value does.</exception>
    public uint ReadUInt32()
    {
        MessagePackToken token = PeekToken(MessagePackType.Integer);
        uint value = checked((uint)token.ToInt64());
        _reader.Advance(token.Size);
        return value;
    }

    /// <summary>Reads an integer of 64 bits with a sign, in whichever encoding.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="OverflowException">The integer is out of that range.</exception>
    /// <exception cref="MessagePackSerializationException">The next value is not an integer.</exception>
    /// <exception cref="EndOfStreamException">The bytes end before the value does.</exception>
    public long ReadInt64()
    {
        MessagePackToken token = PeekToken(MessagePackType.Integer);
        long value = token.ToInt64();
        _reader.Advance(token.Size);
        return value;
    }

    /// <summary>Reads an integer of 64 bits without a sign, in whichever encoding.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="OverflowException">The integer is negative.</exception>
    /// <exception cref="MessagePackSerializationException">The next value is not an integer.</exception>
    /// <exception cref="EndOfStreamException">The bytes end before the value does.</exception>
    public ulong ReadUInt64()
    {
        MessagePackToken token = PeekToken(MessagePackType.Integer);
        ulong value = token.ToUInt64();
        _reader.Advance(token.Size);
        return value;
    }
}
