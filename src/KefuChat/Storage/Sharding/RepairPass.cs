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
/// <param name="messages">Hears of what was repaired.</param>
/// <param name="time">The clock.</param>
internal sealed class RepairPass(
    Shard shard,
    ShardMap shards,
    AssignmentSpread assignments,
    ICustomerDataStore customers,
    string owner,
    IRepairedMessages messages,
    TimeProvider time)
{
    /// <summary>A process that has not been at it for so long has gone.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>How far the clocks of those who change assignments may be apart.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private const int PageMessages = 1000;
    private const int PageAssignments = 200;
    private const string StateId = "repair";

    private readonly DocumentSet<RepairState> _states = new(shard.Documents, "shards");
    private readonly ShardCopies _copies = new(shards.KefuAppId);
    private readonly PendingMerges _merges = new(shards);

    /// <summary>What was there at the last pass: what came since may still be under way, and is left alone.</summary>
    private long? _settled;

    /// <summary>Assignments already told, of those that changed within the skew of clocks.</summary>
    private HashSet<AssignmentCopy> _told = [];

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
        var repaired = 0;
        while (version is not null && failure is null && _settled > state.Place && !cancellation.IsCancellationRequested)
        {
            var page = await shard.Copies.ReadAsync(state.Place, _settled.Value, PageMessages);
            (var count, failure) = await FillAsync(page.Messages);
            repaired += count;
            if (failure is null)
            {
                state = state with { Place = page.EndKey };
                version = await _states.PutAsync(StateId, Renewed(state), version);
            }
        }

        _settled = failure is null ? settled : _settled;
        if (version is not null)
        {
            state = state with { ChangedMs = await TellAssignmentsAsync(state.ChangedMs) };
            version = await _states.PutAsync(StateId, Renewed(state), version);
        }

        return failure is not null ? throw failure : version is null ? null : repaired;
    }

    /// <summary>By a process whose clock is none of ours, it is not held for ever.</summary>
    private bool IsHeld(RepairState state) =>
        state.UntilMs > NowMs() && state.UntilMs <= NowMs() + (long)(Lease + ClockSkew).TotalMilliseconds;

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

    /// <summary>How many were missing, and why others may be still.</summary>
    private async Task<(int Count, StorageUnavailableException? Failure)> FillAsync(IReadOnlyList<StoredMessage> page)
    {
        var count = 0;
        StorageUnavailableException? failure = null;
        var ours = page.Where(stored => shards.HomeOf(stored.Message.Receiver(shards.KefuAppId)) == shard);
        foreach (var group in ours.GroupBy(stored => shards.HomeOf(stored.Message.Sender(shards.KefuAppId))).Where(group => group.Key != shard))
        {
            try
            {
                foreach (var missing in await _copies.MissingAsync([.. group], group.Key))
                {
                    count += await FillAsync(missing, group.Key) ? 1 : 0;
                }
            }
            catch (StorageUnavailableException e)
            {
                // Those of other groups do not wait for this one.
                failure = e;
            }
        }

        return (count, failure);
    }

    /// <summary>
    /// Looks again whether it is missing, now that it is known what else is under way: what a merge has given another name, or
    /// an erasure has removed, is not.
    /// </summary>
    private async Task<bool> FillAsync(StoredMessage missing, Shard home)
    {
        if ((await _merges.ListAsync()) is [{ } merge, ..])
        {
            throw new StorageUnavailableException($"the messages of visitor {merge.Visitor} are being given to {merge.Customer}");
        }

        if ((await shard.Copies.FindAsync([_copies.NameOf(missing)]))[0] is null)
        {
            return false;
        }

        var isCopy = shards.HomeOf(missing.Message.Customer) != home;
        var (save, result) = await _copies.SaveAsync(missing, home, isCopy);
        messages.Repaired(save, await WithReceiversKeyAsync(save, result));
        if (!isCopy && save.Message.StoreId != 0)
        {
            await assignments.TryTellAsync(save.Message.StoreId, save.Message.Customer);
        }

        return true;
    }

    /// <summary>The receiver's own key, which the sender's shard does not know.</summary>
    private async ValueTask<SaveResult> WithReceiversKeyAsync(SaveRequest save, SaveResult result)
    {
        var keys = (await shard.Copies.FindAsync([new MessageName(save.Sender, save.DedupeKey)]))[0];
        return result with { ReceiverKey = (save.Receiver == save.Message.Customer ? keys?.CustomerKey : keys?.SellerKey) ?? 0 };
    }

    private async Task<long> TellAssignmentsAsync(long changedMs)
    {
        var told = new HashSet<AssignmentCopy>();
        var latest = changedMs;
        IReadOnlyList<AssignmentCopy> page;
        do
        {
            page = await shard.Copies.ReadAssignmentsAsync(latest, PageAssignments);
            AssignmentCopy[] ours = [.. page.Where(copy => shards.HomeOf(copy.Assignment.Customer) == shard)];
            AssignmentCopy[] untold = [.. ours.Where(copy => !_told.Contains(copy))];
            if (untold.Length > 0)
            {
                await Task.WhenAll(shards.OthersThan(shard).Select(other => other.Copies.PutAssignmentsAsync(untold)));
            }

            told.UnionWith(ours);
            latest = page.Count > 0 ? page[^1].Assignment.ChangedAtMs : latest;
        }
        while (page.Count > 0);

        _told = told;
        return Math.Max(changedMs, Math.Min(latest, NowMs()) - (long)ClockSkew.TotalMilliseconds);
    }
}
