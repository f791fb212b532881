using System.Text;

namespace MessagePack;

public ref partial struct MessagePackWriter
{
    /// <summary>Writes a string, or nil for null. A surrogate without its other half becomes U+FFFD.</summary>
    /// <param name="value">The string.</param>
    public void Write(string? value)
    {
        if (value is null)
        {
            WriteNil();
            return;
        }

        int byteCount = Encoding.UTF8.GetByteCount(value);
        WriteStringHeader(byteCount);
        Encoding.UTF8.GetBytes(value, Take(byteCount));
    }

    /// <summary>Writes a string that already is UTF-8, unchecked.</summary>
    /// <param name="utf8stringBytes">The string's bytes.</param>
    public void WriteString(ReadOnlySpan<byte> utf8stringBytes)
    {
        WriteStringHeader(utf8stringBytes.Length);
        WriteRaw(utf8stringBytes);
    }

    /// <summary>Starts a string; its bytes are to follow by <see cref="WriteRaw"/>.</summary>
    /// <param name="byteCount">Bytes of UTF-8, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="byteCount"/> is negative.</exception>
    public void WriteStringHeader(int byteCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteCount);
        switch (byteCount)
        {
            case <= 31:
                WriteCode((byte)(MessagePackCode.MinFixStr | byteCount));
                break;
            case <= byte.MaxValue:
                WriteCode(MessagePackCode.Str8, (byte)byteCount);
                break;
            case <= ushort.MaxValue:
                WriteCode(MessagePackCode.Str16, (ushort)byteCount);
                break;
            default:
                WriteCode(MessagePackCode.Str32, (uint)byteCount);
                break;
        }
    }

    /// <summary>Writes bytes (bin, not a string), or nil for null.</summary>
    /// <param name="src">The bytes.</param>
    public void Write(byte[]? src)
    {
        if (src is null)
        {
            WriteNil();
            return;
        }

        Write(src.AsSpan());
    }

    /// <summary>Writes bytes (bin, not a string).</summary>
    /// <param name="src">The bytes.</param>
    public void Write(ReadOnlySpan<byte> src)
    {
        switch (src.Length)
        {
            case <= byte.MaxValue:
                WriteCode(MessagePackCode.Bin8, (byte)src.Length);
                break;
            case <= ushort.MaxValue:
                WriteCode(MessagePackCode.Bin16, (ushort)src.Length);
                break;
            default:
                WriteCode(MessagePackCode.Bin32, (uint)src.Length);
                break;
        }

        WriteRaw(src);
    }
}
