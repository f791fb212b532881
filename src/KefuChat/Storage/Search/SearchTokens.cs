using System.Text;

namespace KefuChat.Storage.Search;

/// <summary>
/// What the index knows texts by: words, and of runs without spaces each character and each two neighbours.
/// </summary>
internal static class SearchTokens
{
    /// <summary>The tokens of a text that is looked through, each once.</summary>
    public static IReadOnlySet<string> Of(string text)
    {
        var tokens = new HashSet<string>();
        foreach (var run in SearchRuns.Of(text))
        {
            if (run.IsUnspaced)
            {
                tokens.UnionWith(Characters(run));
                tokens.UnionWith(Pairs(run));
            }
            else
            {
                tokens.Add(run.Text);
            }
        }

        return tokens;
    }

    /// <summary>The tokens that every text holds which holds a run.</summary>
    public static IEnumerable<string> OfQuestion(SearchRun run) => run switch
    {
        { IsUnspaced: false } => [run.Text],
        _ => Pairs(run).DefaultIfEmpty(run.Text),
    };

    private static IEnumerable<string> Characters(SearchRun run) => run.Text.EnumerateRunes().Select(rune => rune.ToString());

    private static IEnumerable<string> Pairs(SearchRun run)
    {
        Rune? before = null;
        foreach (var rune in run.Text.EnumerateRunes())
        {
            if (before is { } first)
            {
                yield return $"{first}{rune}";
            }

            before = rune;
        }
    }
}
