using System.Buffers.Binary;

namespace KefuChat.Load.Protocol;

/// <summary>
/// What a message's uuid says: which run sent it, who, its number (from 0, per sender), and when it was due, in
/// nanoseconds of <see cref="Measurement.Clock"/>. So the receiver can tell lost from doubled, and how long it took,
/// from the message alone; and the run keeps the server from taking it for a repetition of an earlier run's.
/// </summary>
internal readonly record struct MessageTag(uint Run, uint Sender, int Number, long DueAt)
{
    /// <summary>Bytes of the uuid: 20 in hexadecimal, well under the protocol's 64.</summary>
    public const int Length = 2 * BinaryLength;

    private const int BinaryLength = 20;

    /// <summary>Writes the uuid to <paramref name="uuid"/>, <see cref="Length"/> bytes.</summary>
    public void Write(Span<byte> uuid)
    {
        Span<byte> binary = stackalloc byte[BinaryLength];
        BinaryPrimitives.WriteUInt32BigEndian(binary, Run);
        BinaryPrimitives.WriteUInt32BigEndian(binary[4..], Sender);
        BinaryPrimitives.WriteInt32BigEndian(binary[8..], Number);
        BinaryPrimitives.WriteInt64BigEndian(binary[12..], DueAt);
        Convert.TryToHexStringLower(binary, uuid, out _);
    }

    /// <summary>Reads a uuid; false when it is not one of ours.</summary>
    public static bool TryRead(ReadOnlySpan<byte> uuid, out MessageTag tag)
    {
        tag = default;
        Span<byte> binary = stackalloc byte[BinaryLength];
        if (uuid.Length != Length || Convert.FromHexString(uuid, binary, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        tag = new MessageTag(
            BinaryPrimitives.ReadUInt32BigEndian(binary),
            BinaryPrimitives.ReadUInt32BigEndian(binary[4..]),
            BinaryPrimitives.ReadInt32BigEndian(binary[8..]),
            BinaryPrimitives.ReadInt64BigEndian(binary[12..]));
        return true;
    }
}
