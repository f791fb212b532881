namespace KefuChat.Storage.Sharding;

/// <summary>Brings messages that lie with their receivers, who live in one shard, to their senders' shards.</summary>
/// <param name="shard">The receivers' shard.</param>
/// <param name="shards">All shards.</param>
/// <param name="assignments">Tells assignments.</param>
/// <param name="repaired">Hears of what was brought.</param>
internal sealed class MessageRepair(Shard shard, ShardMap shards, AssignmentSpread assignments, IRepairedMessages repaired)
{
    private readonly ShardCopies _copies = new(shards.KefuAppId);
    private readonly PendingMerges _merges = new(shards);

    /// <summary>How many were missing, and why others may be still.</summary>
    public async Task<(int Count, StorageUnavailableException? Failure)> FillAsync(IReadOnlyList<StoredMessage> page)
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
        repaired.Repaired(save, await WithReceiversKeyAsync(save, result));
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
}
