namespace MessagePack;

public ref partial struct MessagePackWriter
{
    /// <summary>Starts an array; its elements are the next <paramref name="count"/> values written.</summary>
    /// <param name="count">Elements, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void WriteArrayHeader(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        switch (count)
        {
            case <= 15:
                WriteCode((byte)(MessagePackCode.MinFixArray | count));
                break;
            case <= ushort.MaxValue:
                WriteCode(MessagePackCode.Array16, (ushort)count);
                break;
            default:
                WriteCode(MessagePackCode.Array32, (uint)count);
                break;
        }
    }

    /// <summary>Starts a map; its keys and values, by turns, are the next 2 × <paramref name="count"/> values written.</summary>
    /// <param name="count">Pairs, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void WriteMapHeader(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        switch (count)
        {
            case <= 15:
                WriteCode((byte)(MessagePackCode.MinFixMap | count));
                break;
            case <= ushort.MaxValue:
                WriteCode(MessagePackCode.Map16, (ushort)count);
                break;
            default:
                WriteCode(MessagePackCode.Map32, (uint)count);
                break;
        }
    }
}
