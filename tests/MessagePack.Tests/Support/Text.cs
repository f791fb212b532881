using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace MessagePack.Tests.Support;

/// <summary>Well-formed strings whose characters take one to four bytes.</summary>
internal static class Text
{
    public static Gen<string> WellFormed { get; } = Gen.OneOf(
            Gen.Choose(0, 0x7f),
            Gen.Choose(0x80, 0x7ff),
            Gen.Choose(0x800, 0xd7ff),
            Gen.Choose(0xe000, 0xfefe),
            Gen.Choose(0x10000, 0x10ffff))
        .Select(scalar => new Rune(scalar).ToString())
        .ListOf()
        .Select(string.Concat);
}
