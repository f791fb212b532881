using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using MessagePack.Tests.Support;

namespace MessagePack.Tests;

/// <summary>Any bytes at all: every method returns or throws one of three exceptions, and where the bytes are split changes nothing.</summary>
public sealed class HostileInputTests
{
    public static TheoryData<ReaderMethod> Methods => [.. ReaderMethod.All];

    [Theory]
    [MemberData(nameof(Methods), DisableDiscoveryEnumeration = true)]
    public void Any_bytes_are_read_or_refused(ReaderMethod method) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Hostile.Bytes, bytes =>
        {
            (object? Value, Type? Thrown, long Consumed) whole = method.Try(new ReadOnlySequence<byte>(bytes));
            Assert.Equal(whole.Thrown is null && !Equals(whole.Value, "incomplete"), whole.Consumed > 0);
            Assert.InRange(whole.Consumed, 0, bytes.Length);
            Assert.Equal(whole, method.Try(Segment.OneByteEach(bytes)));
        }));

    /// <summary>Each code with each ending that could upset a length: nothing, zeros, ones, the largest and the smallest.</summary>
    [Theory]
    [MemberData(nameof(Methods), DisableDiscoveryEnumeration = true)]
    public void Any_code_is_read_or_refused(ReaderMethod method)
    {
        foreach (byte[] rest in (byte[][])[[], [0], [1], [0xff], new byte[8], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff], [0x80, 0, 0, 0]])
        {
            for (int code = 0; code <= 0xff; code++)
            {
                byte[] bytes = [(byte)code, .. rest];
                Assert.Equal(method.Try(new ReadOnlySequence<byte>(bytes)), method.Try(Segment.OneByteEach(bytes)));
            }
        }
    }
}
