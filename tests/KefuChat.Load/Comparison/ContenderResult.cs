using KefuChat.Load.Reporting;

namespace KefuChat.Load.Comparison;

/// <summary>What the rounds of one contender came to.</summary>
/// <param name="Name">A, B, server, or a baseline's.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Rounds">Each of its runs, in order.</param>
/// <param name="Medians">Of each <see cref="Figure"/>, by name.</param>
internal sealed record ContenderResult(
    string Name, Uri Url, IReadOnlyList<LoadResult> Rounds, IReadOnlyDictionary<string, double?> Medians)
{
    public static ContenderResult Of(Contender contender, IReadOnlyList<LoadResult> rounds) => new(
        contender.Name,
        contender.Options.Url,
        rounds,
        Figure.All.ToDictionary(figure => figure.Name, figure => figure.MedianOf(rounds)));

    /// <summary>This one's median by that of <paramref name="other"/>; null where there is none, or none to divide by.</summary>
    public double? Ratio(Figure figure, ContenderResult other) =>
        other.Medians[figure.Name] is { } divisor and not 0 ? Medians[figure.Name] / divisor : null;
}
