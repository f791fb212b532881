using System.Text.Json.Serialization;
using KefuChat.Load.Reporting;

namespace KefuChat.Load.Comparison;

/// <summary>What a comparison found.</summary>
/// <param name="Contenders">In the order they were given.</param>
/// <param name="Ratios">For each but the first, by its name: the first one's medians by its own.</param>
internal sealed record ComparisonResult(
    IReadOnlyList<ContenderResult> Contenders, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double?>> Ratios)
{
    /// <summary>Every run of every contender.</summary>
    [JsonIgnore]
    public IEnumerable<LoadResult> Results => Contenders.SelectMany(contender => contender.Rounds);

    public static ComparisonResult Of(IReadOnlyList<ContenderResult> contenders) => new(
        contenders,
        contenders.Skip(1).ToDictionary(
            other => other.Name,
            IReadOnlyDictionary<string, double?> (other) => Figure.All.ToDictionary(figure => figure.Name, figure => contenders[0].Ratio(figure, other))));
}
