using System.Diagnostics;
using KefuChat.Load.Clients;

namespace KefuChat.Load.Baselines;

/// <summary>A baseline in a process of its own, which is this program once more.</summary>
internal sealed class BaselineProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private BaselineProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Pid => _process.Id;

    /// <summary>Starts it on a free port and waits until it listens.</summary>
    /// <exception cref="LoadException">It did not come to that.</exception>
    public static async Task<BaselineProcess> StartAsync(Baseline baseline, CancellationToken cancellation)
    {
        var process = Process.Start(Start(baseline)) ?? throw new LoadException($"baseline {baseline.Name} could not be started");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, cancellation);
            return line?.StartsWith(BaselineServer.ListensOn, StringComparison.Ordinal) is true
                ? new BaselineProcess(process, new Uri(line[BaselineServer.ListensOn.Length..]))
                : throw new LoadException($"baseline {baseline.Name} did not start: {line}");
        }
        catch (Exception e)
        {
            process.Kill();
            process.Dispose();
            throw e is TimeoutException ? new LoadException($"baseline {baseline.Name} did not start in {Patience.TotalSeconds} s") : e;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Start(Baseline baseline)
    {
        // Run by `dotnet KefuChat.Load.dll`, this process is dotnet and must be told the file again.
        var program = Environment.ProcessPath!;
        string[] file = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        return new ProcessStartInfo(
            program, [.. file, "baseline", baseline.Name, "--urls", "http://127.0.0.1:0", BaselineServer.UntilInputEnds])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
    }
}
