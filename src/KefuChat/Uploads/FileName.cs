using System.Globalization;
using System.Text;

namespace KefuChat.Uploads;

/// <summary>The name a file bears when it is saved again.</summary>
internal static class FileName
{
    /// <summary>The longest name, in UTF-16 code units.</summary>
    public const int MaxLength = 200;

    private const int MaxExtension = 20;

    /// <summary>
    /// What a name may say: no directories, no control characters, none that turn the direction of writing (they make
    /// <c>gpj.exe</c> look like <c>exe.jpg</c>), at most <see cref="MaxLength"/>, cut before its extension. "file" when
    /// nothing is left.
    /// </summary>
    public static string Clean(string? name)
    {
        name ??= "";
        var clean = new StringBuilder();
        foreach (var rune in name[(name.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && !TurnsDirection(rune.Value))
            {
                clean.Append(rune);
            }
        }

        var cut = Cut(clean.ToString().Trim(' ', '.'));
        return cut.Length > 0 ? cut : "file";
    }

    private static bool TurnsDirection(int rune) =>
        rune is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static string Cut(string name)
    {
        if (name.Length <= MaxLength)
        {
            return name;
        }

        var extension = Path.GetExtension(name);
        extension = extension.Length <= MaxExtension ? extension : "";
        var end = MaxLength - extension.Length;
        return name[..(char.IsHighSurrogate(name[end - 1]) ? end - 1 : end)] + extension;
    }
}
