namespace KefuChat.Storage.Sharding;

/// <summary>Tells the other shards of one shard's assignments that have changed, as far as they have not heard. Used by one call at a time.</summary>
/// <param name="shard">The customers' shard.</param>
/// <param name="shards">All shards.</param>
/// <param name="time">The clock.</param>
internal sealed class AssignmentRepair(Shard shard, ShardMap shards, TimeProvider time)
{
    /// <summary>How far the clocks of those who change assignments may be apart.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private const int PageAssignments = 200;

    /// <summary>Those already told, of the ones that changed within the skew of clocks.</summary>
    private HashSet<AssignmentCopy> _told = [];

    /// <summary>Tells those that changed behind a time.</summary>
    /// <returns>The time to go on from, Unix milliseconds.</returns>
    public async Task<long> TellAsync(long changedMs)
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
        return Math.Max(changedMs, Math.Min(latest, time.GetUtcNow().ToUnixTimeMilliseconds()) - (long)ClockSkew.TotalMilliseconds);
    }
}
