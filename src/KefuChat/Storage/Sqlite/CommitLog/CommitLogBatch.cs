using System.Buffers.Binary;
using System.Numerics;

namespace KefuChat.Storage.Sqlite;

/// <summary>What stands before each batch of records in the commit log. Numbers are little-endian.</summary>
/// <param name="Epoch">The transaction its records belong to, counted over the store's life.</param>
/// <param name="Number">Its place among the batches of that transaction, from 0.</param>
/// <param name="Length">Bytes of records that follow.</param>
/// <param name="Checksum">CRC-32C of those bytes, of <paramref name="Epoch"/> and of <paramref name="Number"/>.</param>
internal readonly record struct CommitLogBatch(long Epoch, int Number, int Length, uint Checksum)
{
    /// <summary>How many bytes it takes.</summary>
    public const int Bytes = 20;

    /// <summary>What stands before these records.</summary>
    public static CommitLogBatch Of(long epoch, int number, ReadOnlySpan<byte> records) =>
        new(epoch, number, records.Length, Sum(epoch, number, records));

    /// <summary>Reads one; what is there may be anything.</summary>
    public static CommitLogBatch Read(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadInt64LittleEndian(from),
        BinaryPrimitives.ReadInt32LittleEndian(from[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(from[12..]),
        BinaryPrimitives.ReadUInt32LittleEndian(from[16..]));

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, Epoch);
        BinaryPrimitives.WriteInt32LittleEndian(to[8..], Number);
        BinaryPrimitives.WriteInt32LittleEndian(to[12..], Length);
        BinaryPrimitives.WriteUInt32LittleEndian(to[16..], Checksum);
    }

    /// <summary>Whether these are its records, whole.</summary>
    public bool Holds(ReadOnlySpan<byte> records) => records.Length == Length && Checksum == Sum(Epoch, Number, records);

    private static uint Sum(long epoch, int number, ReadOnlySpan<byte> records)
    {
        var sum = BitOperations.Crc32C(BitOperations.Crc32C(uint.MaxValue, (ulong)epoch), (uint)number);
        for (; records.Length >= sizeof(ulong); records = records[sizeof(ulong)..])
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(records));
        }

        foreach (var rest in records)
        {
            sum = BitOperations.Crc32C(sum, rest);
        }

        return sum;
    }
}
