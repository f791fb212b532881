namespace MessagePack;

public ref partial struct MessagePackReader
{
    /// <summary>Reads the start of an array; its elements are the next values.</summary>
    /// <returns>Elements that follow, no more than there are bytes left.</returns>
    /// <exception cref="MessagePackSerializationException">The next value is not an array.</exception>
    /// <exception cref="EndOfStreamException">The bytes left are too few for so many elements, or end within the header.</exception>
    /// <exception cref="OverflowException">There are more elements than <see cref="int.MaxValue"/>.</exception>
    public int ReadArrayHeader()
    {
        MessagePackToken token = PeekTokenWithChildren(MessagePackType.Array);
        int count = checked((int)token.ToInt64());
        _reader.Advance(token.Size);
        return count;
    }

    /// <summary>Reads the start of an array if all of it is there, and nothing otherwise.</summary>
    /// <param name="count">
    /// Elements that are said to follow; zero when false is returned.
    /// It is not compared with the bytes left, as more may be on their way: bound it before allocating for it.
    /// </param>
    /// <returns>Whether the header was read.</returns>
    /// <exception cref="MessagePackSerializationException">The next value is not an array.</exception>
    /// <exception cref="OverflowException">There are more elements than <see cref="int.MaxValue"/>.</exception>
    public bool TryReadArrayHeader(out int count)
    {
        if (!TryPeekToken(MessagePackType.Array, out MessagePackToken token))
        {
            count = 0;
            return false;
        }

        count = checked((int)token.ToInt64());
        _reader.Advance(token.Size);
        return true;
    }

    /// <summary>Reads the start of a map; its keys and values, by turns, are the next values.</summary>
    /// <returns>Pairs that follow, no more than half as many as there are bytes left.</returns>
    /// <exception cref="MessagePackSerializationException">The next value is not a map.</exception>
    /// <exception cref="EndOfStreamException">The bytes left are too few for so many pairs, or end within the header.</exception>
    /// <exception cref="OverflowException">There are more pairs than <see cref="int.MaxValue"/>.</exception>
    public int ReadMapHeader()
    {
        MessagePackToken token = PeekTokenWithChildren(MessagePackType.Map);
        int count = checked((int)token.ToInt64());
        _reader.Advance(token.Size);
        return count;
    }
}
