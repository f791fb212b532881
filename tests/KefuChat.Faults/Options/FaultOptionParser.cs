using System.Text;
using KefuChat.Faults.Schedule;
using KefuChat.Load.Options;

namespace KefuChat.Faults.Options;

/// <summary>Reads the command line by <see cref="FaultOptionTable"/>.</summary>
internal static class FaultOptionParser
{
    /// <summary>What <c>--help</c> prints.</summary>
    public static string Usage => new StringBuilder()
        .AppendLine("KefuChat.Faults starts a cluster of real processes, lets customers and sellers write to each other through it,")
        .AppendLine("and lets things go wrong: processes are killed, packets lost, disks full, clocks moved. Then it reads")
        .AppendLine("everybody's queue and says whether anything acknowledged was lost, doubled or out of order. Linux; as root it")
        .AppendLine("can do more.")
        .AppendLine()
        .AppendHelp(FaultOptionTable.Entries)
        .AppendLine()
        .AppendLine("Exit code: 0; 1 when a promise was broken, or nothing was proved: no message acknowledged, a fault never")
        .Append("injected; 2 when the run could not be made.")
        .ToString();

    /// <summary>Reads <paramref name="arguments"/>.</summary>
    /// <exception cref="OptionException">They are wrong.</exception>
    public static FaultOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = OptionArguments.Pair(FaultOptionTable.Entries, arguments)
            .Aggregate(new FaultOptions(), (options, pair) => pair.Option.Apply(options, pair.Value));
        var least = FaultSchedule.LeastSeconds(options.Faults.Count);
        return options.Seconds >= least
            ? options
            : throw new OptionException($"--seconds {options.Seconds}: so many kinds of faults need at least {least}");
    }
}
