namespace KefuChat.Storage.Search;

/// <summary>What somebody looks for: all of some words.</summary>
internal sealed class SearchQuestion
{
    /// <summary>More runs than this are not looked for: a whole page is no question.</summary>
    private const int MostRuns = 32;

    private readonly SearchRun[] _runs;

    /// <summary>Reads the question as texts are read.</summary>
    public SearchQuestion(string text)
    {
        _runs = [.. SearchRuns.Of(text).Distinct().Take(MostRuns)];
        Tokens = [.. _runs.SelectMany(SearchTokens.OfQuestion).Distinct()];
    }

    /// <summary>What the index must know of a text; empty when nothing is asked.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>
    /// Whether a text holds what is asked. One that an index found need not: it may hold all the pairs of a longer run, but
    /// not the run.
    /// </summary>
    public bool IsIn(string text)
    {
        var tokens = SearchTokens.Of(text);
        return Tokens.All(tokens.Contains) && Array.TrueForAll(_runs, run => !run.IsUnspaced
            || SearchRuns.Of(text).Any(other => other.IsUnspaced && other.Text.Contains(run.Text, StringComparison.Ordinal)));
    }
}
