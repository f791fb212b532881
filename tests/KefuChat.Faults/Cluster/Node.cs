using System.Diagnostics;
using System.Net;

namespace KefuChat.Faults.Cluster;

/// <summary>A process of the cluster, which can be ended and started again. One task at a time may do so.</summary>
/// <param name="name">Its role and a number.</param>
/// <param name="address">Where it is.</param>
/// <param name="command">What starts it.</param>
/// <param name="log">The file its output is appended to.</param>
/// <param name="readiness">Completes when the process serves.</param>
internal sealed class Node(string name, IPAddress address, IReadOnlyList<string> command, string log, Func<CancellationToken, Task> readiness)
    : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Process? _process;

    public string Name => name;

    public IPAddress Address => address;

    /// <summary>Where its packets can be lost; null where the machine has no network namespaces.</summary>
    public NodeNetwork? Network { get; init; }

    /// <summary>The disk its data is on; null where it has none of its own.</summary>
    public Disk? Disk { get; init; }

    /// <summary>Its clock, where it can be moved.</summary>
    public NodeClock? Clock { get; init; }

    /// <summary>Its process, which must run.</summary>
    public int Pid => _process?.Id ?? throw new FaultException($"{name} does not run");

    /// <summary>How it ended though nobody ended it; null: it did not.</summary>
    public string? Death => _process is { HasExited: true } process ? $"{name} ended by itself, with exit code {process.ExitCode}" : null;

    /// <summary>Starts it and waits until it serves.</summary>
    /// <exception cref="FaultException">It does not.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        // The shell turns into the node, so that the process is the node's; its output needs nobody to read it.
        string[] shell = ["sh", "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", log];
        string[] arguments = [.. Network?.Enter ?? [], .. shell, .. Clock?.Fake ?? [], .. command];
        _process = Process.Start(new ProcessStartInfo(arguments[0], arguments[1..]))!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var ready = readiness(patience.Token);
        var ended = _process.WaitForExitAsync(patience.Token);
        try
        {
            if (await Task.WhenAny(ready, ended) == ended && ended.IsCompletedSuccessfully)
            {
                throw new FaultException($"{name} does not start; its last words: {File.ReadLines(log).LastOrDefault()}");
            }

            await ready;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new FaultException($"{name} did not serve {Patience.TotalSeconds} s after its start");
        }
        finally
        {
            await patience.CancelAsync();
            await Task.WhenAll(ready, ended).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Ends it as a power cut does, and waits for its end.</summary>
    public Task KillAsync() => EndAsync(Signals.Kill);

    /// <summary>Asks it to end, and waits until it does.</summary>
    /// <exception cref="FaultException">It does not.</exception>
    public Task TerminateAsync() => EndAsync(Signals.Terminate);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
    }

    private async Task EndAsync(int signal)
    {
        using var process = _process ?? throw new FaultException($"{name} does not run");
        if (!process.HasExited)
        {
            Signals.Send(process.Id, signal);
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new FaultException($"{name} still ran {Patience.TotalSeconds} s after signal {signal}");
        }

        _process = null;
    }
}
