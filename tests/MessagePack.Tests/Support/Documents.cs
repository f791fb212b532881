using FsCheck;
using FsCheck.Fluent;

namespace MessagePack.Tests.Support;

internal static class Documents
{
    /// <summary>2^53 - 1, the largest integer that JavaScript numbers hold exactly with all below it.</summary>
    public const long MaxSafeInteger = 9_007_199_254_740_991;

    /// <summary>One document on either side of every point where the shortest encoding changes.</summary>
    public static IEnumerable<Document> Boundaries { get; } =
    [
        new(null),
        new(false),
        new(true),
        .. Integers.Select(integer => new Document(integer)),
        .. new[] { 0, 31, 32, 255, 256, 65_535, 65_536 }.Select(length => new Document(new string('x', length))),
        new("\0 é 客服 😀"),
        .. new[] { 0, 255, 256, 65_535, 65_536 }.Select(length => new Document(new byte[length])),
        .. new[] { 0, 15, 16, 65_535, 65_536 }.Select(Array),
        .. new[] { 0, 15, 16, 65_535, 65_536 }.Select(Map),
    ];

    public static Gen<Document> Any { get; } = OfDepth(
        3, Gen.OneOf(Number.Signed.Select(value => (decimal)value), Number.Unsigned.Select(value => (decimal)value)));

    public static Gen<Document> WithSafeIntegers { get; } = OfDepth(
        3, Number.Signed.Select(value => (decimal)(value % (MaxSafeInteger + 1))));

    private static decimal[] Integers =>
    [
        0, 127, 128, 255, 256, 65_535, 65_536, int.MaxValue, 1L + int.MaxValue, uint.MaxValue, 1L + uint.MaxValue,
        MaxSafeInteger, MaxSafeInteger + 1, long.MaxValue, 1m + long.MaxValue, ulong.MaxValue,
        -1, -32, -33, -128, -129, -32_768, -32_769, int.MinValue, -1L + int.MinValue, -MaxSafeInteger, long.MinValue,
    ];

    private static Document Array(int count) => new(Enumerable.Repeat(new Document(null), count).ToArray());

    private static Document Map(int count) =>
        new(Enumerable.Range(0, count).Select(i => new KeyValuePair<string, Document>($"k{i}", new Document(null))).ToArray());

    private static Gen<Document> OfDepth(int depth, Gen<decimal> integers)
    {
        Gen<Document> scalar = Gen.OneOf(
            Gen.Constant(new Document(null)),
            Gen.Elements(new Document(false), new Document(true)),
            integers.Select(value => new Document(value)),
            Text.WellFormed.Select(value => new Document(value)),
            Gen.Choose(0, 0xff).Select(value => (byte)value).ArrayOf().Select(value => new Document(value)));
        if (depth == 0)
        {
            return scalar;
        }

        Gen<Document[]> elements = OfDepth(depth - 1, integers).ListOf().Select(list => list.Take(20).ToArray());
        return Gen.OneOf(
            scalar,
            elements.Select(list => new Document(list)),
            elements.Select(list => new Document(list.Select((value, i) => new KeyValuePair<string, Document>($"k{i}", value)).ToArray())));
    }
}
