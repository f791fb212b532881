using System.Collections.Concurrent;
using KefuChat.Protocol;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// Tells assignments, as their customers' shards have them, to all other shards: their sellers' lists show them, and
/// claims there count them. Safe to call from any thread.
/// </summary>
internal sealed class AssignmentSpread(ShardMap shards)
{
    /// <summary>Beyond this many, what is remembered is forgotten: some 60 bytes each.</summary>
    private const int MostRemembered = 500_000;

    /// <summary>Those that were told while a message was in them: another message does not change them.</summary>
    private readonly ConcurrentDictionary<(User Customer, long StoreId), bool> _told = [];

    /// <summary>Tells one that may have changed.</summary>
    /// <exception cref="StorageUnavailableException">Not every shard has heard of it.</exception>
    public async Task TellAsync(long storeId, User customer)
    {
        var home = shards.HomeOf(customer);
        if (await home.Copies.FindAssignmentAsync(storeId, customer) is { } copy)
        {
            await Task.WhenAll(shards.OthersThan(home).Select(other => other.Copies.PutAssignmentsAsync([copy])));
        }
    }

    /// <summary>Tells one that has changed. Shards that cannot be told now are told later, by the repair pass.</summary>
    public async Task TryTellAsync(long storeId, User customer)
    {
        try
        {
            await TellAsync(storeId, customer);
        }
        catch (StorageUnavailableException)
        {
            // Whoever cannot be reached does not keep others from going on.
        }
    }

    /// <summary>A message was stored in its customer's shard, and the others are to know what became of the assignment.</summary>
    /// <param name="message">The message; the customer's and the store.</param>
    /// <param name="isReopened">Whether it opened a closed one.</param>
    public ValueTask StoredAsync(CustomerMessage message, bool isReopened)
    {
        var key = (message.Customer, message.StoreId);
        return message.StoreId == 0 || (!isReopened && _told.ContainsKey(key)) ? ValueTask.CompletedTask : TellStoredAsync(key);
    }

    private async ValueTask TellStoredAsync((User Customer, long StoreId) key)
    {
        await TryTellAsync(key.StoreId, key.Customer);
        if (_told.Count >= MostRemembered)
        {
            _told.Clear();
        }

        _told[key] = true;
    }
}
