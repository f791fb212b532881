namespace KefuChat.Load.Reporting;

/// <summary>Prints a result as an aligned table.</summary>
internal sealed class TableReport(TextWriter output)
{
    private readonly TableWriter _table = new(output);

    public void Print(LoadResult result)
    {
        Heading(result);
        _table.Row("messages/s", $"{result.MessagesPerSecond:N0}");
        Counts(result);

        _table.Latencies(
            "latency, ms",
            ("  acknowledged", result.AckLatencyMs),
            ("  delivered", result.DeliveryLatencyMs),
            ("  of it, sent late", result.SendLagMs));
        output.WriteLine();

        _table.Row("CPU and memory", "µs/message", "CPUs", "RSS MiB", "peak MiB");
        foreach (var server in result.Servers)
        {
            Usage($"  server {server.Pid}", server);
        }

        Usage("  load program", result.LoadProgram);
    }

    private void Heading(LoadResult result)
    {
        output.WriteLine(result.Settings.Describe());
        output.WriteLine(
            $"measured for {result.MeasuredSeconds:N1} s after {result.Settings.Warmup:N1} s{(result.Interrupted ? ", then stopped by hand" : "")}");
        output.WriteLine();
    }

    private void Counts(LoadResult result)
    {
        var messages = result.Messages;
        output.WriteLine();
        output.WriteLine("messages of the run");
        _table.Row("  sent", $"{messages.Sent:N0}");
        _table.Row("  acknowledged", $"{messages.Acknowledged:N0}");
        _table.Row("  refused", $"{messages.Refused:N0}");
        foreach (var (status, count) in result.RefusedByStatus)
        {
            _table.Row($"    {status}", $"{count:N0}");
        }

        _table.Row("  unacknowledged", $"{messages.Unacknowledged:N0}");
        _table.Row("  due and not sent", $"{messages.Unsent:N0}");
        _table.Row("  delivered", $"{messages.Delivered:N0}");
        _table.Row("    of it, by sync", $"{messages.DeliveredBySync:N0}");
        _table.Row("  lost", $"{messages.Lost:N0}");
        _table.Row("  doubled", $"{messages.Doubled:N0}");
        _table.Row("  unexpected", $"{messages.Unexpected:N0}");
        foreach (var (reason, count) in result.Disconnections)
        {
            output.WriteLine($"  {count} connections {reason}");
        }

        output.WriteLine();
    }

    private void Usage(string name, ProcessUsage? usage)
    {
        if (usage is not null)
        {
            _table.Row(
                name,
                usage.CpuMicrosecondsPerMessage is { } cpu ? $"{cpu:N1}" : "-",
                $"{usage.Cpus:N2}",
                $"{usage.ResidentMegabytes:N1}",
                $"{usage.PeakResidentMegabytes:N1}");
        }
    }
}
