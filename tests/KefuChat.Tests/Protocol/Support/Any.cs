using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>Generators of what both framings carry.</summary>
internal static class Any
{
    /// <summary>Well-formed text whose characters take one to four bytes, at most 240 in all.</summary>
    public static Gen<string> Text { get; } = TextOf(60);

    /// <summary>Such text of at most 64 bytes, as long as a uuid may be.</summary>
    public static Gen<string> Uuid { get; } = TextOf(16);

    /// <summary>0 to 2^53−1, as many of one byte as of seven, and the ends.</summary>
    public static Gen<long> Id { get; } = Gen.OneOf(
        Gen.Elements(0, 1, 127, 128, 255, 256, 65_535, 65_536, uint.MaxValue, 1L + uint.MaxValue, User.MaxId - 1, User.MaxId),
        from high in Gen.Choose(0, (1 << 21) - 1)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from shift in Gen.Choose(0, 52)
        select (((long)high << 32) | (uint)low) >> shift);

    /// <summary>An id that is one: not 0.</summary>
    public static Gen<long> RealId { get; } = Id.Select(id => Math.Max(id, 1));

    /// <summary>Up to January 2038, where the classic framing's seconds end.</summary>
    public static Gen<long> TimestampMs { get; } = Id.Select(id => id % (1000L * int.MaxValue));

    public static Gen<int> Int32 { get; } = Gen.OneOf(Gen.Elements(0, 1, -1, int.MinValue, int.MaxValue), Gen.Choose(int.MinValue, int.MaxValue));

    public static Gen<byte> Byte { get; } = Gen.Choose(0, 0xff).Select(value => (byte)value);

    /// <summary>What a client may set.</summary>
    public static Gen<MessageFlags> ClientFlags { get; } = Gen.Choose(0, 3).Select(value => (MessageFlags)value);

    public static Gen<Status> Status { get; } = Gen.Elements(Enum.GetValues<Status>());

    /// <summary>Where to cut some bytes into pieces.</summary>
    public static Gen<Func<byte[], IEnumerable<int>>> Cuts { get; } =
        from shares in Gen.Choose(0, 1000).ArrayOf()
        select new Func<byte[], IEnumerable<int>>(bytes => shares.Select(share => bytes.Length * share / 1000));

    private static Gen<string> TextOf(int most) => Gen.OneOf(
            Gen.Choose(0, 0x7f),
            Gen.Choose(0x80, 0x7ff),
            Gen.Choose(0x800, 0xd7ff),
            Gen.Choose(0xe000, 0xffff),
            Gen.Choose(0x10000, 0x10ffff))
        .Select(scalar => new Rune(scalar).ToString())
        .ListOf()
        .Select(characters => string.Concat(characters.Take(most)));
}
