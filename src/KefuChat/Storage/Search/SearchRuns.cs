using System.Globalization;
using System.Text;

namespace KefuChat.Storage.Search;

/// <summary>Takes a text apart into words, and into runs of scripts without spaces.</summary>
internal static class SearchRuns
{
    /// <summary>The longest word, in characters; of a longer one, its beginning counts.</summary>
    private const int MostWordLength = 64;

    /// <summary>The runs of a text, in order.</summary>
    public static IEnumerable<SearchRun> Of(string text)
    {
        var run = new StringBuilder();
        var isUnspaced = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var folded = Fold(rune);
            var isPart = IsPart(folded);
            if (run.Length > 0 && (!isPart || IsUnspaced(folded) != isUnspaced))
            {
                yield return Run(run, isUnspaced);
                run.Clear();
            }

            if (isPart)
            {
                isUnspaced = IsUnspaced(folded);
                run.Append(folded.ToString());
            }
        }

        if (run.Length > 0)
        {
            yield return Run(run, isUnspaced);
        }
    }

    private static SearchRun Run(StringBuilder run, bool isUnspaced) =>
        new(isUnspaced ? run.ToString() : run.ToString(0, Math.Min(run.Length, MostWordLength)), isUnspaced);

    /// <summary>Lower case; the full-width forms of ASCII, which Chinese keyboards also give, as ASCII.</summary>
    private static Rune Fold(Rune rune) =>
        Rune.ToLowerInvariant(rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune);

    private static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Han, Hiragana, Katakana, Bopomofo and Hangul.</summary>
    private static bool IsUnspaced(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x11FF) or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x4E00 and <= 0x9FFF) or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7FF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFF66 and <= 0xFFDC) or (>= 0x20000 and <= 0x3FFFF);
}
