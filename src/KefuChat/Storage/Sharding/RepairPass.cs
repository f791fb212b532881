using KefuChat.Storage.Documents;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// Finishes, for one shard, what a crash cut short: messages of senders who live there that have not reached their
/// receivers' shards, and assignments of its customers that the others have not heard of. Of all processes one does it at a
/// time. Used by one call at a time.
/// </summary>
/// <param name="shard">The shard.</param>
/// <param name="shards">All shards.</param>
/// <param name="owner">What this process is known by.</param>
/// <param name="messages">Hears of what was repaired.</param>
/// <param name="time">The clock.</param>
internal sealed class RepairPass(Shard shard, ShardMap shards, string owner, IRepairedMessages messages, TimeProvider time)
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
        if (state.Owner != owner && state.UntilMs > NowMs())
        {
            _settled = null;
            return null;
        }

        var version = await _states.PutAsync(StateId, Renewed(state), found?.Version ?? "");
        var settled = await shard.Copies.SettledAsync();
        var repaired = 0;
        while (version is not null && _settled > state.Place && !cancellation.IsCancellationRequested)
        {
            var page = await shard.Copies.ReadAsync(state.Place, _settled.Value, PageMessages);
            repaired += await FillAsync(page.Messages);
            state = state with { Place = page.EndKey };
            version = await _states.PutAsync(StateId, Renewed(state), version);
        }

        _settled = settled;
        if (version is not null)
        {
            state = state with { ChangedMs = await TellAssignmentsAsync(state.ChangedMs) };
            version = await _states.PutAsync(StateId, Renewed(state), version);
        }

        return version is null ? null : repaired;
    }

    private RepairState Renewed(RepairState state) => state with { Owner = owner, UntilMs = NowMs() + (long)Lease.TotalMilliseconds };

    private long NowMs() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<int> FillAsync(IReadOnlyList<StoredMessage> page)
    {
        var count = 0;
        var ours = page.Where(stored => shards.HomeOf(stored.Message.Sender(shards.KefuAppId)) == shard);
        foreach (var group in ours.GroupBy(stored => shards.HomeOf(stored.Message.Receiver(shards.KefuAppId))).Where(group => group.Key != shard))
        {
            var filled = await _copies.FillAsync(
                [.. group], group.Key, isCopy: stored => shards.HomeOf(stored.Message.Customer) != group.Key);
            count += filled.Count;
            foreach (var (save, result) in filled)
            {
                messages.Repaired(save, await WithSenderKeyAsync(save, result));
            }
        }

        return count;
    }

    /// <summary>The sender's own key, which the receiver's shard does not know.</summary>
    private async ValueTask<SaveResult> WithSenderKeyAsync(SaveRequest save, SaveResult result)
    {
        var keys = (await shard.Copies.FindAsync([new MessageName(save.Sender, save.DedupeKey)]))[0];
        var key = save.Sender == save.Message.Customer ? keys?.CustomerKey : keys?.SellerKey;
        return result with { SenderKey = key ?? 0 };
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
