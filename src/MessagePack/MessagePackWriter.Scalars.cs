namespace MessagePack;

public ref partial struct MessagePackWriter
{
    /// <summary>Writes nil, one byte.</summary>
    public void WriteNil() => WriteCode(MessagePackCode.Nil);

    /// <summary>Writes true or false, one byte.</summary>
    /// <param name="value">The value.</param>
    public void Write(bool value) => WriteCode(value ? MessagePackCode.True : MessagePackCode.False);

    /// <summary>Writes an integer in 1 or 2 bytes.</summary>
    /// <param name="value">The value.</param>
    public void Write(byte value) => Write((ulong)value);

    /// <summary>Writes an integer in 1 to 3 bytes.</summary>
    /// <param name="value">The value.</param>
    public void Write(short value) => Write((long)value);

    /// <summary>Writes an integer in 1 to 5 bytes.</summary>
    /// <param name="value">The value.</param>
    public void Write(int value) => Write((long)value);

    /// <summary>Writes an integer in 1 to 5 bytes.</summary>
    /// <param name="value">The value.</param>
    public void Write(uint value) => Write((ulong)value);

    /// <summary>Writes an integer in 1 to 9 bytes; without a sign unless it is negative.</summary>
    /// <param name="value">The value.</param>
    public void Write(long value)
    {
        switch (value)
        {
            case >= 0:
                Write((ulong)value);
                break;
            case >= -32:
                WriteCode((byte)value);
                break;
            case >= sbyte.MinValue:
                WriteCode(MessagePackCode.Int8, (byte)value);
                break;
            case >= short.MinValue:
                WriteCode(MessagePackCode.Int16, (ushort)value);
                break;
            case >= int.MinValue:
                WriteCode(MessagePackCode.Int32, (uint)value);
                break;
            default:
                WriteCode(MessagePackCode.Int64, (ulong)value);
                break;
        }
    }

    /// <summary>Writes an integer in 1 to 9 bytes.</summary>
    /// <param name="value">The value.</param>
    public void Write(ulong value)
    {
        switch (value)
        {
            case <= MessagePackCode.MaxFixInt:
                WriteCode((byte)value);
                break;
            case <= byte.MaxValue:
                WriteCode(MessagePackCode.UInt8, (byte)value);
                break;
            case <= ushort.MaxValue:
                WriteCode(MessagePackCode.UInt16, (ushort)value);
                break;
            case <= uint.MaxValue:
                WriteCode(MessagePackCode.UInt32, (uint)value);
                break;
            default:
                WriteCode(MessagePackCode.UInt64, value);
                break;
        }
    }
}
