using KefuChat.Faults.Cluster;
using KefuChat.Faults.Injection;

namespace KefuChat.Faults.Schedule;

/// <summary>Draws the faults of a run. The same seed, kinds, cluster and length give the same faults.</summary>
internal static class FaultSchedule
{
    /// <summary>Before and after each fault nothing is wrong for so many seconds, so that what follows from each can be told apart.</summary>
    public const double Peace = 2;

    /// <summary>No fault is shorter, in seconds.</summary>
    public const double Shortest = 0.5;

    /// <summary>No fault is longer, in seconds: longer than the silence after which the cluster gives a peer up, 10 s.</summary>
    public const double Longest = 15;

    private const int LeastFaults = 6;

    /// <summary>How long a run must be at least for each of so many kinds to occur, in seconds.</summary>
    public static double LeastSeconds(int kinds) => Peace + (kinds * (Shortest + Peace));

    /// <summary>
    /// Every kind occurs once before any occurs again, and so do the variants of a kind. At least each kind occurs once, however
    /// short <paramref name="seconds"/> is.
    /// </summary>
    public static IReadOnlyList<ScheduledFault> Draw(int seed, double seconds, IReadOnlyList<FaultKind> kinds, Topology cluster)
    {
        var random = new Random(seed);
        var decks = kinds.Select(kind => new Deck<Func<Random, Fault>>(kind.Variants(cluster), random)).ToList();
        var turns = new Deck<Deck<Func<Random, Fault>>>(decks, random);

        // The first round fits in, and a run of few kinds is more than a long fault or two.
        var longest = Math.Clamp(Math.Min(((seconds - Peace) / kinds.Count) - Peace, seconds / LeastFaults), Shortest, Longest);
        var faults = new List<ScheduledFault>();
        for (var start = Peace; ;)
        {
            var length = Math.Round(Shortest + ((longest - Shortest) * random.NextDouble()), 1);
            var fault = turns.Next().Next()(random);
            if (faults.Count >= kinds.Count && start + length + Peace > seconds)
            {
                return faults;
            }

            faults.Add(new ScheduledFault(start, length, fault));
            start += length + Peace;
        }
    }
}
