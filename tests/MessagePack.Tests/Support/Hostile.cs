using FsCheck;
using FsCheck.Fluent;

namespace MessagePack.Tests.Support;

/// <summary>Bytes that look enough like MessagePack to get past the first check.</summary>
internal static class Hostile
{
    public static Arbitrary<byte[]> Bytes { get; } = Arb.From(
        Gen.OneOf(
                Gen.Choose(0, 0xff),
                Gen.Choose(0xc0, 0xdf),
                Gen.Choose(0x80, 0xbf),
                Gen.Elements(0x00, 0x01, 0x02, 0x7f, 0x80, 0xff))
            .Select(value => (byte)value)
            .ArrayOf(),
        ArbMap.Default.ArbFor<byte[]>().Shrinker);
}
