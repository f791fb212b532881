using KefuChat.Load.Clients;
using KefuChat.Load.Reporting;

namespace KefuChat.Load.Comparison;

/// <summary>
/// Runs of several servers that take turns, so that what slows the machine for a while slows all of them; every second round
/// in reverse, so that no one of them is always the one behind another.
/// </summary>
internal sealed class ComparisonRun(IReadOnlyList<Contender> contenders, int rounds, TextWriter progress)
{
    /// <summary>Makes the runs. Cancelled, it gives the rounds that are whole.</summary>
    /// <exception cref="LoadException">One of them could not be made, or none was whole.</exception>
    public async Task<ComparisonResult> RunAsync(CancellationToken cancellation)
    {
        var results = contenders.ToDictionary(contender => contender, _ => new List<LoadResult>());
        for (var round = 0; round < rounds && await RunRoundAsync(round, cancellation) is { } ofRound; round++)
        {
            foreach (var (contender, result) in ofRound)
            {
                results[contender].Add(result);
            }
        }

        return results.Values.All(ofContender => ofContender.Count > 0)
            ? ComparisonResult.Of([.. contenders.Select(contender => ContenderResult.Of(contender, results[contender]))])
            : throw new OperationCanceledException(cancellation);
    }

    /// <summary>One run of each; null when it was cancelled meanwhile.</summary>
    private async Task<IReadOnlyList<(Contender, LoadResult)>?> RunRoundAsync(int round, CancellationToken cancellation)
    {
        var results = new List<(Contender, LoadResult)>();
        foreach (var contender in round % 2 == 0 ? contenders : contenders.Reverse())
        {
            progress.WriteLine($"round {round + 1} of {rounds}: {contender.Name}");
            results.Add((contender, await new LoadRun(contender.Options, progress).RunAsync(cancellation)));
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }
        }

        return results;
    }
}
