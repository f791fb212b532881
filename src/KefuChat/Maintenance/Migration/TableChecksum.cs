using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace KefuChat.Maintenance.Migration;

/// <summary>Counts the rows of a table, and sums them up: SHA-256 of all values, in the rows' order.</summary>
internal sealed class TableChecksum : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _row = new();

    /// <summary>How many rows.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum, in hexadecimal.</summary>
    public string Sum => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Adds the next row.</summary>
    public void Add(object[] values)
    {
        _row.ResetWrittenCount();
        foreach (var value in values)
        {
            Write(value);
        }

        _hash.AppendData(_row.WrittenSpan);
        Count++;
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Write(object value)
    {
        switch (value)
        {
            case long number:
                WriteNumber(number);
                break;
            case short number:
                WriteNumber(number);
                break;
            case bool isSet:
                WriteNumber(isSet ? 1 : 0);
                break;
            case string text:
                WriteBytes(Encoding.UTF8.GetBytes(text));
                break;
            default:
                WriteBytes((byte[])value);
                break;
        }
    }

    private void WriteNumber(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_row.GetSpan(sizeof(long)), number);
        _row.Advance(sizeof(long));
    }

    private void WriteBytes(byte[] bytes)
    {
        WriteNumber(bytes.Length);
        _row.Write(bytes);
    }
}
