using System.Runtime.InteropServices;
using KefuChat.Load;
using KefuChat.Load.Baselines;
using KefuChat.Load.Clients;
using KefuChat.Load.Comparison;
using KefuChat.Load.Options;
using KefuChat.Load.Pages;
using KefuChat.Load.Reporting;

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
        PageReport.Print(Console.Out, await new PageRun(options, Console.Error).RunAsync(stop.Token));
        return 0;
    }

    if (options.IsComparison)
    {
        await using var contenders = await Contenders.StartAsync(options, stop.Token);
        var comparison = await new ComparisonRun(contenders.All, options.Rounds, Console.Error).RunAsync(stop.Token);
        new ComparisonReport(Console.Out).Print(comparison);
        WriteJson(options, comparison);
        return comparison.Contenders.SelectMany(contender => contender.Rounds).Max(round => Verdict.Of(round, options.Smoke));
    }

    var result = await new LoadRun(options, Console.Error).RunAsync(stop.Token);
    new TableReport(Console.Out).Print(result);
    WriteJson(options, result);
    return Verdict.Of(result, options.Smoke);
}
catch (Exception e) when (e is OptionException or LoadException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"KefuChat.Load: {e.Message}");
    return CouldNotRun;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("KefuChat.Load: stopped before the load began");
    return CouldNotRun;
}

static void WriteJson(LoadOptions options, object result)
{
    if (options.JsonFile is { } path)
    {
        JsonReport.Write(path, result);
    }
}

// The first signal ends the run in good order; a second one, while that goes on, ends the program.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
