using KefuChat.Load.Measurement;

namespace KefuChat.Load.Reporting;

/// <summary>Writes aligned rows: a name and cells.</summary>
internal sealed class TableWriter(TextWriter output, int nameWidth = 24)
{
    private const int CellWidth = 12;

    public void Row(string name, params ReadOnlySpan<string> cells)
    {
        output.Write(name.PadRight(nameWidth));
        foreach (var cell in cells)
        {
            output.Write(cell.PadLeft(CellWidth));
        }

        output.WriteLine();
    }

    /// <summary>Rows of quantiles under a heading.</summary>
    public void Latencies(string heading, params ReadOnlySpan<(string Name, LatencySummary? Latency)> rows)
    {
        Row(heading, "p50", "p95", "p99", "max");
        foreach (var (name, latency) in rows)
        {
            if (latency is not null)
            {
                Row(name, $"{latency.P50:N3}", $"{latency.P95:N3}", $"{latency.P99:N3}", $"{latency.Max:N3}");
            }
        }
    }
}
