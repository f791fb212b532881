using System.Globalization;

namespace KefuChat.Load.Pages;

/// <summary>Prints how long pages took.</summary>
internal static class PageReport
{
    public static void Print(TextWriter output, IEnumerable<PageResult> results)
    {
        output.WriteLine($"{"page",-36} {"p50",8} {"p99",8} {"max",8}  ms");
        foreach (var (page, latency) in results)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{page,-36} {latency.P50,8:F2} {latency.P99,8:F2} {latency.Max,8:F2}"));
        }
    }
}
