using System.Buffers;
using System.Buffers.Binary;
using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol;

/// <summary>A length that a frame declares costs nothing before its bytes are there.</summary>
public sealed class DeclaredLengthTests
{
    /// <summary>Far above an exception and its stack trace, far below any length declared.</summary>
    private const long Unremarkable = 64 * 1024;

    /// <summary>What claims 2^32 − 1, or as much as its width can: str, bin, ext, array, map.</summary>
    public static TheoryData<string> Claims =>
        ["dbffffffff", "db7fffffff", "daffff", "c6ffffffff", "c9ffffffff01", "ddffffffff", "dd7fffffff", "dcffff", "dfffffffff", "deffff"];

    [Theory]
    [MemberData(nameof(Claims))]
    public void A_frame_that_is_one_claim(string claim)
    {
        RefusedForNothing(new KefuV1Codec(), Hex.Bytes(claim));
        RefusedForNothing(new KefuV1Codec(), [.. Hex.Bytes(claim), 0x0d, 0x01, 0x00]);
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void A_claim_in_place_of_any_field(string claim)
    {
        foreach (var sample in KefuV1Sample.Commands.Select(row => KefuV1Sample.Of(row.Data)))
        {
            for (var index = 0; index <= sample.Fields.Count; index++)
            {
                byte[] before = sample.Encode(sample.Values[..index]);
                before[0]++;
                RefusedForNothing(new KefuV1Codec(), [.. before, .. Hex.Bytes(claim)]);
                RefusedForNothing(new KefuV1Codec(), [.. before, .. Hex.Bytes(claim), 0x61, 0x62, 0x63]);
            }
        }
    }

    [Theory]
    [InlineData(int.MaxValue, (int)CloseCode.TooLarge)]
    [InlineData(ClassicHeader.BodyLimit - 1, (int)CloseCode.Malformed)]
    [InlineData(-1, (int)CloseCode.Malformed)]
    public void A_classic_header_that_claims(int length, int code)
    {
        var frame = ClassicWire.Encode(Command.Customer, 1, 2, 0, ClassicWire.Message(7, 300, 3, 5, "hi"));
        BinaryPrimitives.WriteInt32BigEndian(frame, length);
        RefusedForNothing(ClassicPeer.New(), frame, (CloseCode)code);
    }

    private static void RefusedForNothing(Codec codec, byte[] bytes, CloseCode code = CloseCode.Malformed)
    {
        foreach (var sequence in (ReadOnlySequence<byte>[])[new(bytes), Segment.OneByteEach(bytes)])
        {
            codec.TryDecode(sequence, out _, out _);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var isFrame = codec.TryDecode(sequence, out _, out var refusal);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.False(isFrame);
            Assert.Equal(code, refusal.Code);
            Assert.InRange(allocated, 0, Unremarkable);
        }
    }
}
