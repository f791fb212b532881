using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Customers;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// Customers' data in all shards. What a shard keeps of a customer who lives elsewhere goes the same way as what is kept at
/// home; each step can be made again.
/// </summary>
internal sealed class ShardedCustomerDataStore(ShardMap shards, IConversationStore conversations, AssignmentSpread assignments) : ICustomerDataStore
{
    private readonly PendingMerges _pending = new(shards);

    /// <summary>
    /// <inheritdoc cref="ICustomerDataStore.MergeAsync"/> Where the two live in different shards, what the visitor wrote comes
    /// behind all the customer had, also in the history; and of a visitor who wrote to several sellers it is each one's part that
    /// keeps its order.
    /// </summary>
    public async Task<int> MergeAsync(User visitor, User customer)
    {
        if (visitor == customer)
        {
            return 0;
        }

        var (from, to) = (shards.HomeOf(visitor), shards.HomeOf(customer));
        var move = new ShardMove(shards, conversations, assignments, from, to);
        await _pending.AddAsync(visitor, customer);
        await move.PrepareAsync(visitor, customer);

        // First where all of the visitor's messages are: from then on they are the customer's by name.
        var moved = await from.Customers.MergeAsync(visitor, customer);
        foreach (var shard in shards.OthersThan(from))
        {
            await shard.Customers.MergeAsync(visitor, customer);
        }

        if (to != from)
        {
            await move.MoveAsync(customer);
        }

        await _pending.RemoveAsync(visitor);
        return moved;
    }

    /// <inheritdoc/>
    public async Task<int> EraseAsync(User customer, int limit)
    {
        var home = shards.HomeOf(customer);
        foreach (var shard in shards.OthersThan(home))
        {
            await shard.Customers.EraseAsync(customer, limit);
        }

        var removed = await home.Customers.EraseAsync(customer, limit);
        if (removed < limit)
        {
            await EraseRestAsync(customer, limit, home);
        }

        return removed;
    }

    /// <summary>
    /// In all shards, as many messages each. A message that two shards hold is counted in both.
    /// </summary>
    public async Task<int> ExpireAsync(long storeId, long beforeMs, int limit)
    {
        var removed = await Task.WhenAll(shards.All.Select(shard => shard.Customers.ExpireAsync(storeId, beforeMs, limit)));
        return removed.Sum();
    }

    /// <summary>What has not reached the customer's home, and so was not counted there.</summary>
    private async Task EraseRestAsync(User customer, int limit, Shard home)
    {
        foreach (var shard in shards.OthersThan(home))
        {
            while (await shard.Customers.EraseAsync(customer, limit) >= limit)
            {
            }
        }
    }
}
