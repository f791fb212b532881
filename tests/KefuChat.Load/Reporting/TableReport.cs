using KefuChat.Load.Measurement;

namespace KefuChat.Load.Reporting;

/// <summary>Prints a result as an aligned table.</summary>
internal sealed class TableReport(TextWriter output)
{
    private const int NameWidth = 24;
    private const int CellWidth = 12;

    public void Print(LoadResult result)
    {
        Heading(result);
        Row("messages/s", $"{result.MessagesPerSecond:N0}");
        Counts(result);

        Row("latency, ms", "p50", "p95", "p99", "max");
        Latency("  acknowledged", result.AckLatencyMs);
        Latency("  delivered", result.DeliveryLatencyMs);
        Latency("  of it, sent late", result.SendLagMs);
        output.WriteLine();

        Row("CPU and memory", "µs/message", "CPUs", "RSS MiB", "peak MiB");
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
        Row("  sent", $"{messages.Sent:N0}");
        Row("  acknowledged", $"{messages.Acknowledged:N0}");
        Row("  refused", $"{messages.Refused:N0}");
        foreach (var (status, count) in result.RefusedByStatus)
        {
            Row($"    {status}", $"{count:N0}");
        }

        Row("  unacknowledged", $"{messages.Unacknowledged:N0}");
        Row("  due and not sent", $"{messages.Unsent:N0}");
        Row("  delivered", $"{messages.Delivered:N0}");
        Row("    of it, by sync", $"{messages.DeliveredBySync:N0}");
        Row("  lost", $"{messages.Lost:N0}");
        Row("  doubled", $"{messages.Doubled:N0}");
        Row("  unexpected", $"{messages.Unexpected:N0}");
        foreach (var (reason, count) in result.Disconnections)
        {
            output.WriteLine($"  {count} connections {reason}");
        }

        output.WriteLine();
    }

    private void Latency(string name, LatencySummary? latency)
    {
        if (latency is not null)
        {
            Row(name, $"{latency.P50:N3}", $"{latency.P95:N3}", $"{latency.P99:N3}", $"{latency.Max:N3}");
        }
    }

    private void Usage(string name, ProcessUsage? usage)
    {
        if (usage is not null)
        {
            Row(
                name,
                usage.CpuMicrosecondsPerMessage is { } cpu ? $"{cpu:N1}" : "-",
                $"{usage.Cpus:N2}",
                $"{usage.ResidentMegabytes:N1}",
                $"{usage.PeakResidentMegabytes:N1}");
        }
    }

    private void Row(string name, params ReadOnlySpan<string> cells)
    {
        output.Write(name.PadRight(NameWidth));
        foreach (var cell in cells)
        {
            output.Write(cell.PadLeft(CellWidth));
        }

        output.WriteLine();
    }
}
