using System.Net;
using KefuChat.Load.Clients;
using KefuChat.Load.Measurement;
using KefuChat.Load.Options;

namespace KefuChat.Load.Crowd;

/// <summary>The server as a crowd sees it: where to connect to, who mints tokens, what its processes use.</summary>
internal sealed class CrowdServer(LoadOptions options, TextWriter progress)
{
    // So many at a time keep the server busy without filling its backlog of unaccepted connections.
    private const int AtOnce = 32;

    // The runtime compiles twice what is called often, each time a moment after it is.
    private const int MostWarmUpLogins = 500;
    private const int WarmUps = 3;

    private const double QuietCpus = 0.05;

    private static readonly TimeSpan FillPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);
    private static readonly double LongestUnrest = 30;

    private readonly IPEndPoint _address = new(IPAddress.Parse(options.Url.DnsSafeHost), options.Url.Port);

    /// <summary>Connects the run's connection <paramref name="index"/>.</summary>
    public Task<CrowdConnection> OpenAsync(int index, CancellationToken cancellation) =>
        CrowdConnection.OpenAsync(_address, SourceAddresses.Of(index, _address.Address), options.Url.Authority, cancellation);

    /// <summary>A token for each user, by its index.</summary>
    public async Task<string[]> MintAsync(CrowdUsers users, CancellationToken cancellation)
    {
        progress.WriteLine($"minting {users.Count} tokens at {options.Url}");
        using var mint = TokenSource.Create(options);
        var tokens = new string[users.Count];
        await ForEachAsync(users.Count, async (index, token) =>
            tokens[index] = await mint.GetAsync(LoadOptions.CustomerAppId, users.UidOf(index), token), cancellation);
        return tokens;
    }

    /// <summary>Writes the messages that are to wait.</summary>
    public async Task FillAsync(QueueFill fill, CancellationToken cancellation)
    {
        progress.WriteLine($"writing {fill.Messages} messages to {fill.Users.Count} users");
        using var mint = TokenSource.Create(options);
        using var filler = new QueueFiller(options, fill);
        await Patience.LimitAsync(
            options.Patience, "connecting the writer", token => filler.ConnectAsync(_address, options.Url.Authority, mint, token), cancellation);
        await filler.FillAsync(FillPatience);
        await filler.CloseAsync(ClosePatience);
    }

    /// <summary>
    /// Has some users come, sync and go, until the server is quiet again: what is measured next is not what happens once in
    /// a process's life.
    /// </summary>
    public async Task WarmUpAsync(QueueFill fill, string[] tokens, CancellationToken cancellation)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            await ForEachAsync(Math.Min(MostWarmUpLogins, fill.Users.Count), async (user, token) =>
            {
                using var connection = await OpenAsync(user, token);
                var client = new CrowdClient(connection);
                await client.LoginAsync(tokens[user], "warm-up", token);
                await client.SyncAsync(new Inbox(fill, user), token);
            }, cancellation);
            await WaitUntilQuietAsync(cancellation);
        }
    }

    /// <summary>Does something for each of so many connections, some at a time.</summary>
    /// <exception cref="LoadException">One of them failed, or took too long.</exception>
    public async Task ForEachAsync(int count, Func<int, CancellationToken, Task> body, CancellationToken cancellation)
    {
        try
        {
            await Parallel.ForAsync(
                0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (index, token) => await Patience.LimitAsync(options.Patience, "one of the crowd", patience => body(index, patience), token));
        }
        catch (Exception e) when (CrowdFailure.Is(e) && !cancellation.IsCancellationRequested)
        {
            throw new LoadException($"a connection failed: {CrowdFailure.KindOf(e)}");
        }
    }

    /// <summary>What the server's processes use.</summary>
    public UsageSample Sample() => UsageSample.Take(acknowledged: 0, options.ServerPids);

    /// <summary>Waits until the server's processes do next to nothing, but not for ever; not at all where none are known.</summary>
    public async Task WaitUntilQuietAsync(CancellationToken cancellation)
    {
        if (options.ServerPids.Count == 0)
        {
            return;
        }

        var deadline = Clock.Now + Clock.FromSeconds(LongestUnrest);
        UsageSample before;
        var after = Sample();
        do
        {
            before = after;
            await Clock.WaitUntilAsync(Clock.Now + Clock.FromSeconds(1), cancellation);
            after = Sample();
        }
        while (Cpus(before, after) > QuietCpus && Clock.Now < deadline);
    }

    private static double Cpus(UsageSample before, UsageSample after) =>
        (after.Processes.Sum(process => process.CpuSeconds) - before.Processes.Sum(process => process.CpuSeconds))
        / Clock.ToSeconds(after.At - before.At);
}
