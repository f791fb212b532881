using KefuChat.Load.Reporting;

namespace KefuChat.Load.Sync;

/// <summary>Prints how long syncs took.</summary>
internal static class SyncReport
{
    public static void Print(TextWriter output, SyncResult result)
    {
        output.WriteLine($"{result.SyncMs.Count} syncs of {result.Messages} messages of {result.Bytes} bytes, in {result.Rounds} rounds each");
        output.WriteLine();
        var table = new TableWriter(output);
        table.Latencies("latency, ms", ("  sync", result.SyncMs), ("  login", result.LoginMs));
        table.Row("lost", $"{result.Lost:N0}");
        table.Row("doubled", $"{result.Doubled:N0}");
        table.Row("misplaced", $"{result.Misplaced:N0}");
        table.Row("CPU", "ms/sync");
        foreach (var server in result.Servers)
        {
            table.Row($"  server {server.Pid}", $"{server.CpuMilliseconds:N1}");
        }
    }
}
