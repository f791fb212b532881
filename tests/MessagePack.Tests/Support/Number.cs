using FsCheck;
using FsCheck.Fluent;

namespace MessagePack.Tests.Support;

/// <summary>Integers of every size: as many of one byte as of eight.</summary>
internal static class Number
{
    public static Gen<ulong> Unsigned { get; } =
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from shift in Gen.Choose(0, 63)
        select (((ulong)(uint)high << 32) | (uint)low) >> shift;

    public static Gen<long> Signed { get; } =
        from magnitude in Unsigned
        from negative in Gen.Elements(true, false)
        select negative ? ~(long)(magnitude >> 1) : (long)(magnitude >> 1);
}
