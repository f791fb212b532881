using KefuChat.Load.Clients;
using KefuChat.Load.Measurement;
using KefuChat.Load.Options;
using KefuChat.Load.Reporting;

namespace KefuChat.Load;

/// <summary>One run from the first connection to the result: connect, warm up, measure, wait for stragglers, close.</summary>
internal sealed class LoadRun(LoadOptions options, TextWriter progress)
{
    private const int SecondsBetweenPings = 60;

    // What was acknowledged must arrive; what is not stored either arrives at once or never. A smoke run on a busy machine waits
    // as long for either: there nothing may be missing, and what is all there is waited for no longer.
    private static readonly double DrainSeconds = 10;
    private static readonly double UnpersistentDrainSeconds = 2;

    private readonly RunState _run = new(options);

    /// <summary>Makes the run. Cancelled while it sends, it stops sending and reports what it has.</summary>
    /// <exception cref="LoadException">It could not be made.</exception>
    public async Task<LoadResult> RunAsync(CancellationToken cancellation)
    {
        using var fleet = new Fleet(_run);
        RequireServers();
        progress.WriteLine($"connecting {options.Customers} customers and {options.SellerCount} sellers to {options.Url}");
        await fleet.ConnectAsync(cancellation);

        var window = _run.Begin();
        await using var stop = cancellation.Register(window.Stop);
        using var over = new CancellationTokenSource();
        var reporting = ReportProgressAsync(fleet, window, over.Token);

        StartSending(fleet, window);
        var (before, after) = await MeasureAsync(fleet, window, cancellation);
        await DrainAsync(fleet, window);
        await fleet.CloseAsync();
        await over.CancelAsync();
        await reporting;
        RecordUnanswered(fleet);
        return ResultBuilder.Build(_run, window, fleet, before, after, cancellation.IsCancellationRequested);
    }

    private void RequireServers()
    {
        foreach (var pid in options.ServerPids)
        {
            _ = ProcessSample.TryTake(pid) ?? throw new LoadException($"--server-pid {pid}: there is no such process to look at in /proc");
        }
    }

    private void StartSending(Fleet fleet, RunWindow window)
    {
        if (_run.Schedule is { } schedule)
        {
            new Pacer(fleet.Customers, schedule, window).Start();
            return;
        }

        foreach (var customer in fleet.Customers)
        {
            customer.SendDue();
        }
    }

    /// <summary>Waits until the end, and looks at the processes at both ends of the window.</summary>
    private async Task<(UsageSample? Before, UsageSample? After)> MeasureAsync(Fleet fleet, RunWindow window, CancellationToken cancellation)
    {
        UsageSample? before = null;
        try
        {
            await Clock.WaitUntilAsync(window.MeasureFrom, cancellation);
            before = Sample();
            await Clock.WaitUntilAsync(window.End, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Stopped by hand: the window ends here.
        }

        return (before, before is null ? null : Sample());

        UsageSample Sample() => UsageSample.Take(fleet.Total().Acknowledged, [.. options.ServerPids, Environment.ProcessId]);
    }

    /// <summary>Waits, not for ever, until every message sent is answered and every message acknowledged is delivered.</summary>
    private async Task DrainAsync(Fleet fleet, RunWindow window)
    {
        var patience = Clock.FromSeconds(options is { Unpersistent: true, Smoke: false } ? UnpersistentDrainSeconds : DrainSeconds);
        for (var deadline = Clock.Now + patience; Clock.Now < deadline && !IsDone();)
        {
            await Task.Delay(20);
        }

        bool IsDone()
        {
            var totals = fleet.Total();
            return totals.InFlight == 0
                && totals.Sent >= (_run.Schedule?.CountBefore(window.End) ?? 0)
                && _run.Ledgers.All(ledger => ledger.CountLost() == 0);
        }
    }

    private static void RecordUnanswered(Fleet fleet)
    {
        var now = Clock.Now;
        foreach (var customer in fleet.Customers)
        {
            customer.RecordUnanswered(now);
        }
    }

    private async Task ReportProgressAsync(Fleet fleet, RunWindow window, CancellationToken over)
    {
        var line = new Progress(progress, fleet, window);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            for (var second = 1; await timer.WaitForNextTickAsync(over); second++)
            {
                line.Print();
                if (second % SecondsBetweenPings == 0)
                {
                    PingAll(fleet);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static void PingAll(Fleet fleet)
    {
        foreach (var client in fleet.All)
        {
            client.Ping();
        }
    }
}
