using System.Buffers;

namespace KefuChat.Support.Filtering;

/// <summary>
/// Words that an app does not want to be written. Found without regard to case; a word that begins or ends with a letter
/// or digit of a script that parts words by spaces is found as a whole word only, so that "ass" is not found in "class".
/// </summary>
internal sealed class WordMatcher
{
    /// <summary>Finds nothing.</summary>
    public static readonly WordMatcher None = new([], []);

    private readonly SearchValues<string> _search;
    private readonly Dictionary<char, (string Word, bool IsRefused)[]> _byFirst;

    /// <summary>A filter of words, none of them empty.</summary>
    /// <param name="masked">What is replaced by asterisks.</param>
    /// <param name="refused">What a message is refused for; of a word that is in both lists this holds.</param>
    public WordMatcher(IEnumerable<string> masked, IEnumerable<string> refused)
    {
        var words = refused.Select(word => (Word: word, IsRefused: true))
            .Concat(masked.Select(word => (Word: word, IsRefused: false)))
            .DistinctBy(entry => entry.Word, StringComparer.OrdinalIgnoreCase)
            .ToList();
        _search = SearchValues.Create([.. words.Select(entry => entry.Word)], StringComparison.OrdinalIgnoreCase);
        _byFirst = words
            .GroupBy(entry => char.ToUpperInvariant(entry.Word[0]))
            .ToDictionary(group => group.Key, group => group.OrderByDescending(entry => entry.Word.Length).ToArray());
        IsEmpty = words.Count == 0;
    }

    /// <summary>Whether it has no words.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether something may be found: a quick look, without regard to whole words.</summary>
    public bool MayFind(ReadOnlySpan<char> text) => !IsEmpty && text.ContainsAny(_search);

    /// <summary>Looks through a text.</summary>
    /// <returns>The text with what is to be masked replaced, and the first word it must be refused for, or null.</returns>
    public (string Text, string? Refused) Apply(string text)
    {
        if (!MayFind(text))
        {
            return (text, null);
        }

        var masked = text.ToCharArray();
        for (var at = 0; at < text.Length; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(_search);
            if (next < 0)
            {
                break;
            }

            at += next;
            if (LongestAt(text, at) is not { } found)
            {
                continue;
            }

            if (found.IsRefused)
            {
                return (text, found.Word);
            }

            masked.AsSpan(at, found.Word.Length).Fill('*');
            at += found.Word.Length - 1;
        }

        return (new string(masked), null);
    }

    private (string Word, bool IsRefused)? LongestAt(string text, int at)
    {
        foreach (var entry in _byFirst.GetValueOrDefault(char.ToUpperInvariant(text[at]), []))
        {
            if (text.AsSpan(at).StartsWith(entry.Word, StringComparison.OrdinalIgnoreCase) && IsWhole(text, at, entry.Word.Length))
            {
                return entry;
            }
        }

        return null;
    }

    private static bool IsWhole(string text, int at, int length) =>
        !(at > 0 && IsSpaced(text[at]) && IsSpaced(text[at - 1]))
        && !(at + length < text.Length && IsSpaced(text[at + length - 1]) && IsSpaced(text[at + length]));

    /// <summary>Letters and digits below the scripts of East Asia, which are written without spaces.</summary>
    private static bool IsSpaced(char c) => c < '\u0E00' && char.IsLetterOrDigit(c);
}
