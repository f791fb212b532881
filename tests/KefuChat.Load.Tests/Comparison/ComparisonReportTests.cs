using KefuChat.Load.Comparison;
using KefuChat.Load.Options;

namespace KefuChat.Load.Tests.Comparison;

/// <summary>What is printed of a comparison.</summary>
public sealed class ComparisonReportTests
{
    [Fact]
    public void Shows_of_each_round_how_much_failed()
    {
        var round = RunResult.Of(9000);
        round = round with
        {
            Messages = round.Messages with { Refused = 1000, Unacknowledged = 200, Unsent = 30, Lost = 77, Doubled = 88 },
            Disconnections = new Dictionary<string, long> { ["reset"] = 3, ["closed"] = 1 },
        };
        var printed = new StringWriter();
        new ComparisonReport(printed).Print(ComparisonResult.Of([ContenderResult.Of(new Contender("A", new LoadOptions()), [round])]));

        var lines = printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(["failed", "lost", "doubled"], LastThree(lines.Single(line => line.Contains("doubled", StringComparison.Ordinal))));
        Assert.Equal(["1234", "77", "88"], LastThree(lines.Single(line => line.StartsWith("round 1 A", StringComparison.Ordinal))));
    }

    private static IEnumerable<string> LastThree(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(3);
}
