using KefuChat.Load.Crowd;
using KefuChat.Load.Measurement;

namespace KefuChat.Load.Storm;

/// <summary>One user of a storm: connects, logs in, syncs, and tries again as a client would where that fails.</summary>
internal sealed class StormUser(int index, StormState storm) : IDisposable
{
    // A client gives a socket up when nothing arrives for so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private CrowdConnection? _connection;
    private bool _wasConnected;
    private bool _wasLoggedIn;

    /// <summary>What the user holds.</summary>
    public Inbox Inbox { get; } = new(storm.Fill, index);

    /// <summary>Returns when the user is served; the connection stays open, and counts as one that the server must bear.</summary>
    /// <exception cref="OperationCanceledException">The run is over.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await ServeAsync(cancellation);
                return;
            }
            catch (Exception e) when (CrowdFailure.Is(e) && !cancellation.IsCancellationRequested)
            {
                Dispose();
                storm.CountFailure(CrowdFailure.KindOf(e));
                await Task.Delay((e as ConnectionClosedException)?.ReconnectAfter ?? Backoff.After(failures, Random.Shared), cancellation);
            }
        }
    }

    public void Dispose() => _connection?.Dispose();

    private async Task ServeAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        _connection = await storm.Server.OpenAsync(index, patience.Token);
        Record(storm.Connected, ref _wasConnected);

        patience.CancelAfter(Patience);
        var client = new CrowdClient(_connection);
        await client.LoginAsync(storm.Tokens[index], "storm", patience.Token);
        Record(storm.LoggedIn, ref _wasLoggedIn);

        patience.CancelAfter(Patience);
        await client.SyncAsync(Inbox, patience.Token);
        var synced = Clock.Now;

        // Who cannot confirm comes again, and is served only then.
        await client.ConfirmAsync(Inbox.Key, patience.Token);
        storm.Served.Record(synced - storm.Start);
        storm.CountServed();
        _connection.Rest();
    }

    /// <summary>Only the first time: whoever has to come again is no second user.</summary>
    private void Record(Histogram histogram, ref bool wasRecorded)
    {
        if (!wasRecorded)
        {
            wasRecorded = true;
            histogram.Record(Clock.Now - storm.Start);
        }
    }
}
