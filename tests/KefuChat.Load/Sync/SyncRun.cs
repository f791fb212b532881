using KefuChat.Load.Clients;
using KefuChat.Load.Crowd;
using KefuChat.Load.Measurement;
using KefuChat.Load.Options;

namespace KefuChat.Load.Sync;

/// <summary>
/// Lets messages wait for a user who is away; then the user's devices come, one after the other, each with a connection
/// of its own, and sync all of them.
/// </summary>
internal sealed class SyncRun(LoadOptions options, int messages, TextWriter progress)
{
    private const int WarmUpSyncs = 50;
    private const int Syncs = 100;

    private readonly CrowdServer _server = new(options, progress);
    private readonly QueueFill _fill = new(new CrowdUsers(1), messages);
    private readonly Histogram _syncs = new();
    private readonly Histogram _logins = new();
    private int _rounds;
    private int _lost;
    private int _doubled;
    private int _misplaced;

    /// <summary>Makes the run.</summary>
    /// <exception cref="LoadException">It could not be made.</exception>
    public async Task<SyncResult> RunAsync(CancellationToken cancellation)
    {
        await _server.FillAsync(_fill, cancellation);
        var token = (await _server.MintAsync(_fill.Users, cancellation))[0];
        progress.WriteLine($"syncing {messages} messages, {Syncs} times");
        try
        {
            for (var i = 0; i < WarmUpSyncs; i++)
            {
                await SyncPatientlyAsync(token, i, isMeasured: false, cancellation);
            }

            var before = _server.Sample();
            for (var i = 0; i < Syncs; i++)
            {
                await SyncPatientlyAsync(token, WarmUpSyncs + i, isMeasured: true, cancellation);
            }

            return Sum(before, _server.Sample());
        }
        catch (Exception e) when (CrowdFailure.Is(e) && !cancellation.IsCancellationRequested)
        {
            throw new LoadException($"a sync failed: {CrowdFailure.KindOf(e)}");
        }
    }

    private Task SyncPatientlyAsync(string token, int device, bool isMeasured, CancellationToken cancellation) => Patience.LimitAsync(
        options.Patience, $"a sync of {messages} messages", patience => SyncAsync(token, device, isMeasured, patience), cancellation);

    private async Task SyncAsync(string token, int device, bool isMeasured, CancellationToken cancellation)
    {
        using var connection = await _server.OpenAsync(device, cancellation);
        var client = new CrowdClient(connection);
        var inbox = new Inbox(_fill, user: 0);

        var start = Clock.Now;
        await client.LoginAsync(token, $"device {device}", cancellation);
        var loggedIn = Clock.Now;
        _rounds = await client.SyncAsync(inbox, cancellation);
        var synced = Clock.Now;

        _lost += inbox.Lost;
        _doubled += inbox.Doubled;
        _misplaced += inbox.Misplaced;
        if (isMeasured)
        {
            _logins.Record(loggedIn - start);
            _syncs.Record(synced - loggedIn);
        }
    }

    private SyncResult Sum(UsageSample before, UsageSample after) => new(
        messages,
        options.Bytes,
        _rounds,
        _syncs.Summarize(),
        _logins.Summarize(),
        _lost,
        _doubled,
        _misplaced,
        [
            .. from first in before.Processes
               join last in after.Processes on first.Pid equals last.Pid
               select new SyncProcess(first.Pid, 1000 * (last.CpuSeconds - first.CpuSeconds) / Syncs),
        ]);
}
