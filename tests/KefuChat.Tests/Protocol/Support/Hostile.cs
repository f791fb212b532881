using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>Bytes that look enough like what is expected to get past the first check.</summary>
internal static class Hostile
{
    /// <summary>Bytes with more of MessagePack's codes, and of the edges, than chance gives.</summary>
    public static Gen<byte[]> Bytes { get; } = Gen.OneOf(
            Gen.Choose(0, 0xff),
            Gen.Choose(0x80, 0xbf),
            Gen.Choose(0xc0, 0xdf),
            Gen.Elements(0x00, 0x01, 0x7f, 0x80, 0xff))
        .Select(value => (byte)value)
        .ArrayOf();

    /// <summary>Tokens of JSON in no order.</summary>
    public static Gen<byte[]> Json { get; } = Gen.Elements(
            "{", "}", "[", "]", ",", ":", "\"uuid\"", "\"uuid\":", "\"u\"", "\"\\ud800\"", "1", "-", "null", "\"", "\\", " ", "\ufffd", "客")
        .ListOf()
        .Select(tokens => Encoding.UTF8.GetBytes("{\"uuid\":\"u\"," + string.Concat(tokens)))
        .Zip(Gen.Choose(0, 20), (bytes, start) => bytes[Math.Min(start, bytes.Length)..]);

    /// <summary>A frame with up to five bytes overwritten, added or taken away.</summary>
    public static Gen<byte[]> Mutated(Gen<byte[]> frames) =>
        from frame in frames
        from count in Gen.Choose(1, 5)
        from mutations in Mutation.ArrayOf(count)
        select mutations.Aggregate(frame, (bytes, mutate) => mutate(bytes));

    private static Gen<Func<byte[], byte[]>> Mutation { get; } =
        from kind in Gen.Choose(0, 4)
        from share in Gen.Choose(0, 999)
        from value in Any.Byte
        select new Func<byte[], byte[]>(bytes => Mutate(bytes, kind, bytes.Length * share / 1000, value));

    private static byte[] Mutate(byte[] bytes, int kind, int at, byte value) => kind switch
    {
        0 => bytes[..at],
        1 => [.. bytes[..at], value, .. bytes[at..]],
        2 when bytes.Length > 0 => [.. bytes[..at], .. bytes[(at + 1)..]],
        3 => [.. bytes, value],
        _ when bytes.Length > 0 => [.. bytes[..at], value, .. bytes[(at + 1)..]],
        _ => bytes,
    };
}
