using KefuChat.Load.Reporting;

namespace KefuChat.Load.Comparison;

/// <summary>Prints every round, the medians, and how the first contender's compare with the others'.</summary>
internal sealed class ComparisonReport(TextWriter output)
{
    private const string RatioFormat = "F2";

    private readonly TableWriter _table = new(output);

    public void Print(ComparisonResult result)
    {
        foreach (var contender in result.Contenders)
        {
            output.WriteLine($"{contender.Name}: {contender.Url} {contender.Rounds[0].Settings.Describe()}");
        }

        output.WriteLine();
        _table.Row("", [.. Figure.All.Select(figure => figure.Heading), "failed", "lost", "doubled"]);
        PrintRounds(result.Contenders);
        output.WriteLine();
        foreach (var contender in result.Contenders)
        {
            _table.Row($"median {contender.Name}", [.. Figure.All.Select(figure => Number(contender.Medians[figure.Name], figure))]);
        }

        output.WriteLine();
        foreach (var (other, ratios) in result.Ratios)
        {
            _table.Row(
                $"{result.Contenders[0].Name} : {other}",
                [.. Figure.All.Select(figure => ratios[figure.Name]?.ToString(RatioFormat, null) ?? "-")]);
        }
    }

    private void PrintRounds(IReadOnlyList<ContenderResult> contenders)
    {
        for (var round = 0; round < contenders[0].Rounds.Count; round++)
        {
            foreach (var contender in contenders)
            {
                var result = contender.Rounds[round];
                _table.Row(
                    $"round {round + 1} {contender.Name}",
                    [
                        .. Figure.All.Select(figure => Number(figure.Of(result), figure)),
                        $"{Failed(result)}",
                        $"{result.Messages.Lost}",
                        $"{result.Messages.Doubled}",
                    ]);
            }
        }
    }

    /// <summary>Messages that came to nothing, and connections: with many of either, the other figures are of something else.</summary>
    private static long Failed(LoadResult result) =>
        result.Messages.Refused + result.Messages.Unacknowledged + result.Messages.Unsent + result.Disconnections.Values.Sum();

    private static string Number(double? value, Figure figure) => value?.ToString($"N{figure.Decimals}", null) ?? "-";
}
