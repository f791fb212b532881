using KefuChat.Load.Clients;
using KefuChat.Load.Measurement;

namespace KefuChat.Load.Reporting;

/// <summary>Makes the result of a run once its connections are quiet.</summary>
internal static class ResultBuilder
{
    private const double Mebibyte = 1 << 20;

    public static LoadResult Build(RunState run, RunWindow window, Fleet fleet, UsageSample? before, UsageSample? after, bool interrupted)
    {
        var totals = fleet.Total();
        var usage = before is null || after is null ? [] : Usage(before, after);
        return new LoadResult
        {
            Settings = LoadSettings.From(run.Options),
            Interrupted = interrupted,
            MeasuredSeconds = window.MeasuredSeconds,
            MessagesPerSecond = window.MeasuredSeconds > 0 ? totals.AcknowledgedInWindow / window.MeasuredSeconds : 0,
            Messages = Count(run, window, totals),
            RefusedByStatus = fleet.Customers
                .SelectMany(customer => customer.Refusals)
                .GroupBy(refusal => $"{(int)refusal.Key} {refusal.Key}", refusal => refusal.Value)
                .ToDictionary(group => group.Key, group => group.Sum()),
            Disconnections = fleet.All
                .Select(client => client.Failure)
                .OfType<string>()
                .CountBy(reason => reason)
                .ToDictionary(reason => reason.Key, reason => (long)reason.Value),
            AckLatencyMs = run.AckLatency.Summarize(),
            DeliveryLatencyMs = run.DeliveryLatency.Summarize(),
            SendLagMs = run.Schedule is null ? null : run.SendLag.Summarize(),
            Servers = [.. usage.Where(process => process.Pid != Environment.ProcessId)],
            LoadProgram = usage.Find(process => process.Pid == Environment.ProcessId),
        };
    }

    private static MessageCounts Count(RunState run, RunWindow window, FleetTotals totals) => new(
        totals.Sent,
        totals.Acknowledged,
        totals.Refused,
        Unacknowledged: totals.Sent - totals.Acknowledged - totals.Refused,
        Unsent: run.Schedule is null ? 0 : run.Schedule.CountBefore(window.End) - totals.Sent,
        totals.Delivered,
        totals.DeliveredBySync,
        Lost: run.Ledgers.Sum(ledger => ledger.CountLost()),
        totals.Doubled,
        totals.Unexpected);

    private static List<ProcessUsage> Usage(UsageSample before, UsageSample after)
    {
        var messages = after.Acknowledged - before.Acknowledged;
        var seconds = Clock.ToSeconds(after.At - before.At);
        return
        [
            .. from first in before.Processes
               join last in after.Processes on first.Pid equals last.Pid
               let cpu = last.CpuSeconds - first.CpuSeconds
               select new ProcessUsage(
                   first.Pid,
                   messages > 0 ? 1e6 * cpu / messages : null,
                   cpu / seconds,
                   last.ResidentBytes / Mebibyte,
                   last.PeakResidentBytes / Mebibyte),
        ];
    }
}
