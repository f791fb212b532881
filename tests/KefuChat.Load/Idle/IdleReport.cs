using KefuChat.Load.Reporting;

namespace KefuChat.Load.Idle;

/// <summary>Prints what idle connections cost.</summary>
internal static class IdleReport
{
    public static void Print(TextWriter output, IdleResult result)
    {
        output.WriteLine($"{result.Connections} idle connections, watched for {result.Seconds:N1} s");
        output.WriteLine();
        var table = new TableWriter(output);
        table.Row("lost", $"{result.Lost:N0}");
        table.Row("memory", "MiB before", "MiB idle", "KiB each", "CPUs");
        foreach (var server in result.Servers)
        {
            table.Row(
                $"  server {server.Pid}",
                $"{server.ResidentMegabytesBefore:N1}",
                $"{server.ResidentMegabytes:N1}",
                $"{server.KilobytesPerConnection:N1}",
                $"{server.Cpus:N3}");
        }
    }
}
