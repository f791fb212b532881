using KefuChat.Storage.Customers;
using KefuChat.Storage.Documents;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// Finishes, for one shard, what a crash cut short: messages to receivers who live there that have not reached their senders'
/// shards, and assignments of its customers that the others have not heard of. Of all processes one does it at a time. Used by
/// one call at a time.
/// </summary>
/// <param name="shard">The shard.</param>
/// <param name="shards">All shards.</param>
/// <param name="assignments">Tells assignments.</param>
/// <param name="customers">Finishes merges.</param>
/// <param name="owner">What this process is known by.</param>
/// <param name="repaired">Hears of what was repaired.</param>
/// <param name="time">The clock.</param>
internal sealed class RepairPass(
    Shard shard,
    ShardMap shards,
    AssignmentSpread assignments,
    ICustomerDataStore customers,
    string owner,
    IRepairedMessages repaired,
    TimeProvider time)
{
    /// <summary>A process that has not been at it for so long has gone.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private const int PageMessages = 1000;
    private const string StateId = "repair";

    private readonly DocumentSet<RepairState> _states = new(shard.Documents, "shards");
    private readonly PendingMerges _merges = new(shards);
    private readonly MessageRepair _messages = new(shard, shards, assignments, repaired);
    private readonly AssignmentRepair _assignments = new(shard, shards, time);

    /// <summary>What was there at the last pass: what came since may still be under way, and is left alone.</summary>
    private long? _settled;

    /// <summary>Repairs what is older than the last pass.</summary>
    /// <returns>How many messages were missing; null where another process is at it.</returns>
    /// <exception cref="StorageUnavailableException">Not all could be done; the next pass goes on with it.</exception>
    public async Task<int?> RunAsync(CancellationToken cancellation)
    {
        var found = await _states.FindAsync(StateId);
        var state = found?.Value ?? new RepairState(owner, 0, 0, 0);
        if (state.Owner != owner && IsHeld(state))
        {
            _settled = null;
            return null;
        }

        var version = await _states.PutAsync(StateId, Renewed(state), found?.Version ?? "");
        var settled = await shard.Copies.SettledAsync();
        await FinishMergesAsync();
        StorageUnavailableException? failure = null;
        var count = 0;
        while (version is not null && failure is null && _settled > state.Place && !cancellation.IsCancellationRequested)
        {
            var page = await shard.Copies.ReadAsync(state.Place, _settled.Value, PageMessages);
            (var filled, failure) = await _messages.FillAsync(page.Messages);
            count += filled;
            if (failure is null)
            {
                state = state with { Place = page.EndKey };
                version = await _states.PutAsync(StateId, Renewed(state), version);
            }
        }

        _settled = failure is null ? settled : _settled;
        if (version is not null)
        {
            state = state with { ChangedMs = await _assignments.TellAsync(state.ChangedMs) };
            version = await _states.PutAsync(StateId, Renewed(state), version);
        }

        return failure is not null ? throw failure : version is null ? null : count;
    }

    /// <summary>By a process whose clock is none of ours, it is not held for ever.</summary>
    private bool IsHeld(RepairState state) =>
        state.UntilMs > NowMs() && state.UntilMs <= NowMs() + (long)(Lease + AssignmentRepair.ClockSkew).TotalMilliseconds;

    private RepairState Renewed(RepairState state) => state with { Owner = owner, UntilMs = NowMs() + (long)Lease.TotalMilliseconds };

    private long NowMs() => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Merges that a gateway did not live to finish.</summary>
    private async Task FinishMergesAsync()
    {
        foreach (var merge in shard == shards.First ? await _merges.ListAsync() : [])
        {
            await customers.MergeAsync(merge.Visitor, merge.Customer);
        }
    }
}
