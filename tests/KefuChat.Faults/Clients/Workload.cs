using System.Net;
using KefuChat.Faults.Options;
using KefuChat.Faults.Verification;
using KefuChat.Load.Clients;
using KefuChat.Protocol;
using Clock = KefuChat.Load.Measurement.Clock;

namespace KefuChat.Faults.Clients;

/// <inheritdoc cref="IWorkload"/>
internal sealed class Workload : IWorkload
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private readonly IReadOnlyList<IPEndPoint> _gateways;
    private readonly ITokenSource _tokens;
    private readonly AckClock _acks = new();
    private readonly Crowd _crowd;
    private readonly CancellationTokenSource _stop = new();
    private IReadOnlyList<Task> _running = [];

    /// <summary>All users are new: their queues are empty.</summary>
    /// <param name="gateways">Where clients connect to, as they like.</param>
    /// <param name="tokens">Asked once for each user, at the start.</param>
    /// <param name="options">How many users, and the seed of all they choose.</param>
    public Workload(IReadOnlyList<IPEndPoint> gateways, ITokenSource tokens, FaultOptions options)
    {
        _gateways = gateways;
        _tokens = tokens;
        _crowd = new Crowd(options, _acks);
    }

    /// <inheritdoc/>
    public WorkloadCounts Counts => _crowd.Clients.Select(client => client.Counts).Aggregate(WorkloadCounts.None, (sum, counts) => sum + counts);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var sessions = await _crowd.CreateSessionsAsync(_gateways, _tokens, cancellation);
        _running = [.. sessions.Select(session => session.RunAsync(_stop.Token)), TickAsync()];

        // A device that was never seen gets the newest 200 messages only: nobody writes before everybody is there.
        await UntilAsync(() => _crowd.Clients.All(client => client.State.IsCaughtUp), cancellation);
        SetWriting(true);
        await UntilAsync(() => _crowd.Clients.All(client => client.Counts is { Acknowledged: > 0, Delivered: > 0 }), cancellation);
    }

    /// <inheritdoc/>
    public AckGap LongestGap(long from, long until) => _acks.LongestGap(from, until);

    /// <inheritdoc/>
    public Task RecoveredAsync(long after, CancellationToken cancellation) => UntilAsync(() => _acks.IsRecoveredSince(after), cancellation);

    /// <inheritdoc/>
    public Task StopSendingAsync()
    {
        SetWriting(false);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task DrainAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            await UntilAsync(IsAtRest, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Who did not come to rest is found out by the verification.
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> VerifyAsync(CancellationToken cancellation)
    {
        await StopAsync();
        var audit = new QueueAudit(_gateways, _tokens);
        var queues = new Dictionary<User, AuditedQueue>();
        foreach (var client in _crowd.Clients)
        {
            client.Close();
            queues[client.User] = await audit.ReadAsync(client.User, cancellation);
        }

        return [.. new Verifier([.. _crowd.Clients.Select(client => client.Record)], queues).Verify()];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private void SetWriting(bool isWriting)
    {
        foreach (var client in _crowd.Clients)
        {
            client.SetWriting(isWriting);
        }
    }

    /// <summary>Every message lies in two queues: its sender's and its receiver's.</summary>
    private bool IsAtRest() =>
        _crowd.Clients.All(client => client.State.IsSettled)
        && _crowd.Clients.Sum(client => client.State.Held) >= 2 * _crowd.Clients.Sum(client => client.Counts.Sent);

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    private async Task TickAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            foreach (var client in _crowd.Clients)
            {
                client.Tick(Clock.Now);
            }

            await Task.Delay(TickInterval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits until something holds. A client that broke down ends the wait, with what broke it.</summary>
    private async Task UntilAsync(Func<bool> holds, CancellationToken cancellation)
    {
        while (!holds())
        {
            if (_running.FirstOrDefault(task => task.IsFaulted) is { } broken)
            {
                await broken;
            }

            await Task.Delay(LookInterval, cancellation);
        }
    }
}
