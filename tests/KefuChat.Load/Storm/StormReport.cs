using KefuChat.Load.Reporting;

namespace KefuChat.Load.Storm;

/// <summary>Prints how a storm went.</summary>
internal static class StormReport
{
    public static void Print(TextWriter output, StormResult result)
    {
        output.WriteLine($"{result.Users} users come back at once, {result.Waiting} messages wait for each");
        output.WriteLine();
        var table = new TableWriter(output);
        table.Row("served", $"{result.Served:N0}", $"in {result.Seconds:N2} s");
        table.Latencies(
            "from the start, ms",
            ("  connected", result.ConnectedMs),
            ("  logged in", result.LoggedInMs),
            ("  served", result.ServedMs));
        table.Row("tried again", $"{result.Failures.Values.Sum():N0}");
        foreach (var (reason, count) in result.Failures)
        {
            table.Row($"  {reason}", $"{count:N0}");
        }

        table.Row("lost", $"{result.Lost:N0}");
        table.Row("doubled", $"{result.Doubled:N0}");
        table.Row("misplaced", $"{result.Misplaced:N0}");
        table.Row("CPU and memory", "µs/user", "CPUs", "peak MiB");
        foreach (var process in result.Processes)
        {
            table.Row(
                process.Pid == Environment.ProcessId ? "  load program" : $"  server {process.Pid}",
                $"{process.CpuMicrosecondsPerUser:N1}",
                $"{process.Cpus:N2}",
                $"{process.PeakResidentMegabytes:N1}");
        }
    }
}
