using KefuChat.Faults.Verification;

namespace KefuChat.Faults.Clients;

/// <summary>The customers and sellers of a run: what they do, what they saw, and whether it is all there at the end.</summary>
internal interface IWorkload : IAsyncDisposable
{
    /// <summary>What they have done so far. Safe to ask at any time.</summary>
    WorkloadCounts Counts { get; }

    /// <summary>Connects everybody and lets them write; completes when each client had its first acknowledgement.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>The longest time without an acknowledgement between two moments of <see cref="Load.Measurement.Clock"/>.</summary>
    AckGap LongestGap(long from, long until);

    /// <summary>
    /// Completes when every client was answered since a moment of <see cref="Load.Measurement.Clock"/>, or had nothing unacknowledged.
    /// </summary>
    Task RecoveredAsync(long after, CancellationToken cancellation);

    /// <summary>From now on nobody writes anything new; what is in the outboxes is still sent.</summary>
    Task StopSendingAsync();

    /// <summary>Waits, at most so long, until every outbox is empty and every client holds its whole queue. What did not come to rest is told by <see cref="VerifyAsync"/>.</summary>
    Task DrainAsync(TimeSpan limit, CancellationToken cancellation);

    /// <summary>Reads every queue from outside and compares it with what was sent, acknowledged and seen. Empty: nothing was broken.</summary>
    Task<IReadOnlyList<Violation>> VerifyAsync(CancellationToken cancellation);
}
