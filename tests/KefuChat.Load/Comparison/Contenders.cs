using KefuChat.Load.Baselines;
using KefuChat.Load.Options;

namespace KefuChat.Load.Comparison;

/// <summary>Who takes part, as the command line says; holds the baselines' processes.</summary>
internal sealed class Contenders : IAsyncDisposable
{
    private readonly List<BaselineProcess> _baselines = [];
    private readonly List<Contender> _all = [];

    private Contenders(LoadOptions options)
    {
        _all.Add(new Contender(options.Second is null ? "server" : "A", options));
        if (options.Second is { } second)
        {
            _all.Add(new Contender("B", second));
        }
    }

    public IReadOnlyList<Contender> All => _all;

    /// <summary>Starts the baselines, when they are wanted.</summary>
    /// <exception cref="Clients.LoadException">One did not start.</exception>
    public static async Task<Contenders> StartAsync(LoadOptions options, CancellationToken cancellation)
    {
        var contenders = new Contenders(options);
        try
        {
            foreach (var baseline in options.Baselines ? Baseline.All : [])
            {
                await contenders.AddAsync(baseline, options, cancellation);
            }

            return contenders;
        }
        catch
        {
            await contenders.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _baselines)
        {
            await process.DisposeAsync();
        }
    }

    private async Task AddAsync(Baseline baseline, LoadOptions options, CancellationToken cancellation)
    {
        var process = await BaselineProcess.StartAsync(baseline, cancellation);
        _baselines.Add(process);
        _all.Add(new Contender(baseline.Name, options with
        {
            Url = process.Address,
            Framing = baseline.Framing,
            TcpPort = null,
            UserTokens = true,
            Unpersistent = true,
            ServerPids = [process.Pid],
        }));
    }
}
