using System.Runtime.InteropServices;
using KefuChat.Load;
using KefuChat.Load.Baselines;
using KefuChat.Load.Clients;
using KefuChat.Load.Comparison;
using KefuChat.Load.Idle;
using KefuChat.Load.Options;
using KefuChat.Load.Pages;
using KefuChat.Load.Reporting;
using KefuChat.Load.Storm;
using KefuChat.Load.Sync;

const int Kept = 0;
const int Broken = 1;
const int CouldNotRun = 2;

if (args.Contains("--help"))
{
    Console.WriteLine(OptionParser.Usage);
    return 0;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    if (args is ["baseline", .. var arguments])
    {
        await BaselineServer.RunAsync(arguments, stop.Token);
        return 0;
    }

    var options = OptionParser.Parse(args);
    if (options.Pages)
    {
        var pages = await new PageRun(options, Console.Error).RunAsync(stop.Token);
        PageReport.Print(Console.Out, pages);
        return Finish(pages, isBroken: false);
    }

    if (options.Idle is { } connections)
    {
        var idle = await new IdleRun(options, connections, Console.Error).RunAsync(stop.Token);
        IdleReport.Print(Console.Out, idle);
        return Finish(idle, idle.Lost > 0);
    }

    if (options.Sync is { } messages)
    {
        var sync = await new SyncRun(options, messages, Console.Error).RunAsync(stop.Token);
        SyncReport.Print(Console.Out, sync);
        return Finish(sync, sync.IsBroken);
    }

    if (options.Storm is { } users)
    {
        var storm = await new StormRun(options, users, Console.Error).RunAsync(stop.Token);
        StormReport.Print(Console.Out, storm);
        return Finish(storm, storm.IsBroken);
    }

    if (options.IsComparison)
    {
        await using var contenders = await Contenders.StartAsync(options, stop.Token);
        var comparison = await new ComparisonRun(contenders.All, options.Rounds, Console.Error).RunAsync(stop.Token);
        new ComparisonReport(Console.Out).Print(comparison);
        return Finish(comparison, comparison.Results.Any(IsBroken));
    }

    var result = await new LoadRun(options, Console.Error).RunAsync(stop.Token);
    new TableReport(Console.Out).Print(result);
    return Finish(result, IsBroken(result));

    bool IsBroken(LoadResult of) => options.Smoke ? Verdict.IsSmokeBroken(of) : Verdict.IsBroken(of);

    int Finish<T>(T found, bool isBroken)
    {
        if (options.JsonFile is { } path)
        {
            JsonReport.Write(path, found);
        }

        return isBroken ? Broken : Kept;
    }
}
catch (Exception e) when (e is OptionException or LoadException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"KefuChat.Load: {e.Message}");
    return CouldNotRun;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("KefuChat.Load: stopped before there was a result");
    return CouldNotRun;
}

// The first signal ends the run in good order; a second one, while that goes on, ends the program.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
