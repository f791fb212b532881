using KefuChat.Protocol;
using KefuChat.Storage.Customers;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// Customers' data in all shards. What a shard keeps of a customer who lives elsewhere goes the same way as what is kept at
/// home; each step can be made again.
/// </summary>
internal sealed class ShardedCustomerDataStore(ShardMap shards) : ICustomerDataStore
{
    private const int PageMessages = 1000;

    private readonly ShardCopies _copies = new(shards.KefuAppId);

    /// <summary>
    /// <inheritdoc cref="ICustomerDataStore.MergeAsync"/> Where the two live in different shards, what the visitor
    /// exchanged with each seller keeps its order; between sellers it may change.
    /// </summary>
    public async Task<int> MergeAsync(User visitor, User customer)
    {
        var (from, to) = (shards.HomeOf(visitor), shards.HomeOf(customer));

        // First where all of the visitor's messages are: from then on they are the customer's by name.
        var moved = await from.Customers.MergeAsync(visitor, customer);
        foreach (var shard in shards.OthersThan(from))
        {
            await shard.Customers.MergeAsync(visitor, customer);
        }

        if (to != from)
        {
            await FillAsync(customer, from, to);
        }

        return moved;
    }

    /// <summary>At home last: where a call fails, the next one still finds something to do.</summary>
    public async Task<int> EraseAsync(User customer, int limit)
    {
        var home = shards.HomeOf(customer);
        foreach (var shard in shards.OthersThan(home))
        {
            while (await shard.Customers.EraseAsync(customer, limit) >= limit)
            {
            }
        }

        return await home.Customers.EraseAsync(customer, limit);
    }

    /// <summary>
    /// In all shards, as many messages each. A message that two shards hold is counted in both.
    /// </summary>
    public async Task<int> ExpireAsync(long storeId, long beforeMs, int limit)
    {
        var removed = await Task.WhenAll(shards.All.Select(shard => shard.Customers.ExpireAsync(storeId, beforeMs, limit)));
        return removed.Sum();
    }

    /// <summary>Copies the customer's messages that one shard has and the customer's home has not.</summary>
    private async Task FillAsync(User customer, Shard from, Shard to)
    {
        SyncPage page;
        var after = 0L;
        do
        {
            page = await from.Messages.SyncAsync(customer, after, PageMessages);
            after = page.EndKey;

            // The assignments have moved by themselves.
            await _copies.FillAsync(page.Messages, to, isCopy: _ => true);
        }
        while (page.HasMore);
    }
}
