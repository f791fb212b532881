using KefuChat.Load.Clients;
using KefuChat.Load.Crowd;
using KefuChat.Load.Measurement;
using KefuChat.Load.Options;

namespace KefuChat.Load.Idle;

/// <summary>
/// Opens many connections, each of a user of its own who logs in and has nothing to say, and looks at what the server's
/// processes hold for them.
/// </summary>
internal sealed class IdleRun(LoadOptions options, int connections, TextWriter progress)
{
    private const double Kibibyte = 1 << 10;
    private const double Mebibyte = 1 << 20;

    private static readonly TimeSpan PingPatience = TimeSpan.FromSeconds(10);

    private readonly CrowdServer _server = new(options, progress);
    private readonly QueueFill _fill = new(new CrowdUsers(connections), Waiting: 0);
    private readonly (CrowdConnection Connection, CrowdClient Client)[] _crowd = new (CrowdConnection, CrowdClient)[connections];

    /// <summary>Makes the run.</summary>
    /// <exception cref="LoadException">It could not be made.</exception>
    public async Task<IdleResult> RunAsync(CancellationToken cancellation)
    {
        OpenFiles.Require(connections, options.ServerPids);
        var tokens = await _server.MintAsync(_fill.Users, cancellation);
        await _server.WarmUpAsync(_fill, tokens, cancellation);
        var before = _server.Sample();
        try
        {
            progress.WriteLine($"connecting {connections} users");
            await _server.ForEachAsync(connections, (index, token) => ConnectAsync(index, tokens[index], token), cancellation);

            progress.WriteLine($"waiting until the server is quiet, and {options.Seconds} s more");
            await _server.WaitUntilQuietAsync(cancellation);
            var quiet = _server.Sample();
            await Clock.WaitUntilAsync(Clock.Now + Clock.FromSeconds(options.Seconds), cancellation);
            var after = _server.Sample();
            return new IdleResult(connections, options.Seconds, await CountLostAsync(cancellation), Compare(before, quiet, after));
        }
        finally
        {
            foreach (var (connection, _) in _crowd)
            {
                connection?.Dispose();
            }
        }
    }

    private async Task ConnectAsync(int index, string token, CancellationToken cancellation)
    {
        var connection = await _server.OpenAsync(index, cancellation);
        var client = new CrowdClient(connection);
        _crowd[index] = (connection, client);
        await client.LoginAsync(token, "idle", cancellation);
        connection.Rest();
    }

    private async Task<int> CountLostAsync(CancellationToken cancellation)
    {
        var lost = 0;
        await _server.ForEachAsync(connections, async (index, token) =>
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
            patience.CancelAfter(PingPatience);
            try
            {
                await _crowd[index].Client.PingAsync(patience.Token);
                _crowd[index].Connection.Rest();
            }
            catch (Exception e) when (CrowdFailure.Is(e) && !token.IsCancellationRequested)
            {
                Interlocked.Increment(ref lost);
            }
        }, cancellation);
        return lost;
    }

    private List<IdleProcess> Compare(UsageSample before, UsageSample quiet, UsageSample after) =>
    [
        .. from first in before.Processes
           join second in quiet.Processes on first.Pid equals second.Pid
           join last in after.Processes on first.Pid equals last.Pid
           select new IdleProcess(
               first.Pid,
               first.ResidentBytes / Mebibyte,
               last.ResidentBytes / Mebibyte,
               (last.ResidentBytes - first.ResidentBytes) / Kibibyte / connections,
               (last.CpuSeconds - second.CpuSeconds) / Clock.ToSeconds(after.At - quiet.At)),
    ];
}
