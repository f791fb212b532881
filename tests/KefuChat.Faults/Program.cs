using System.Runtime.InteropServices;
using KefuChat.Faults;
using KefuChat.Faults.Defects;
using KefuChat.Faults.Options;
using KefuChat.Faults.Reporting;
using KefuChat.Load.Clients;
using KefuChat.Load.Options;
using KefuChat.Load.Reporting;

const int Kept = 0;
const int Broken = 1;
const int CouldNotRun = 2;

if (args.Contains("--help"))
{
    Console.WriteLine(FaultOptionParser.Usage);
    return Kept;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    if (args is [DefectiveServer.Verb, .. var arguments])
    {
        await DefectiveServer.RunAsync(arguments, stop.Token);
        return Kept;
    }

    var options = FaultOptionParser.Parse(args);
    var result = await new FaultRun(options, Console.Error).RunAsync(stop.Token);
    new FaultReport(Console.Out).Print(result);
    if (options.JsonFile is { } path)
    {
        JsonReport.Write(path, result);
    }

    return result.IsBroken ? Broken : Kept;
}
catch (Exception e) when (e is OptionException or FaultException or LoadException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"KefuChat.Faults: {e.Message}");
    return CouldNotRun;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("KefuChat.Faults: stopped before there was a result");
    return CouldNotRun;
}

// What was made of the machine is taken away before the program ends; a second signal ends it at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
