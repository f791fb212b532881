using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage;
using KefuChat.Support.Filtering;

namespace KefuChat.Support;

/// <summary>
/// What shops and sellers lay down about messages: customers who may not write, words that may not be written. Known
/// here for <see cref="DocumentCache{TKey,T}.Freshness"/>, so that a message rarely waits for storage. Safe to call from any thread.
/// </summary>
internal sealed class MessagePolicy(Blocks blocks, Stores stores, WordFilters filters, TimeProvider time)
{
    /// <summary>
    /// Judges a message, nearly always at once. Where storage cannot say, a message that is to be stored is refused with
    /// <see cref="Status.StorageUnavailable"/>, and one that leaves no trace passes.
    /// </summary>
    public ValueTask<PolicyVerdict> JudgeAsync(CustomerMessage message)
    {
        var blocked = message.Command == Command.Customer ? blocks.GetAsync(message.Customer) : new([]);
        var filter = filters.GetAsync(message.CustomerAppId);
        if (!blocked.IsCompletedSuccessfully || !filter.IsCompletedSuccessfully)
        {
            return AwaitAsync(message, blocked.AsTask(), filter.AsTask());
        }

        var (known, words) = (blocked.Result, filter.Result);
        return known.Count == 0
            ? new(Judge(message, block: null, words))
            : AwaitAsync(message, Task.FromResult(known), Task.FromResult(words));
    }

    private async ValueTask<PolicyVerdict> AwaitAsync(
        CustomerMessage message, Task<IReadOnlyList<Block>> blocked, Task<WordMatcher> filter)
    {
        try
        {
            await Task.WhenAll(blocked, filter);
            return Judge(message, await HeldByAsync(message, await blocked), await filter);
        }
        catch (StorageUnavailableException) when (message.IsUnpersistent)
        {
            return new PolicyVerdict(message);
        }
        catch (StorageUnavailableException)
        {
            return new PolicyVerdict(message, Status.StorageUnavailable, "storage cannot say whether it may be written; send it again, with the same uuid");
        }
    }

    /// <summary>The block that holds a message back, or null. Storage is asked only where another store is named.</summary>
    private async ValueTask<Block?> HeldByAsync(CustomerMessage message, IReadOnlyList<Block> blocked)
    {
        var now = time.GetUtcNow();
        if (blocked.FirstOrDefault(block => block.Holds(message.StoreId, message.SellerId, now)) is { } held)
        {
            return held;
        }

        Block[] others = [.. blocked.Where(block => !(block.Until <= now))];
        if (others.Length == 0 || await SellsInAsync(message.StoreId, message.SellerId))
        {
            return null;
        }

        // No store of the seller's: a name given to come past what holds in the stores that are.
        foreach (var block in others)
        {
            if (block.SellerId == message.SellerId || (block.SellerId == 0 && await SellsInAsync(block.StoreId, message.SellerId)))
            {
                return block;
            }
        }

        return null;
    }

    private async ValueTask<bool> SellsInAsync(long storeId, long sellerId) =>
        (await stores.FindAsync(storeId))?.Value.Sellers.Contains(sellerId) == true;

    private static PolicyVerdict Judge(CustomerMessage message, Block? block, WordMatcher filter)
    {
        if (block is not null)
        {
            return new PolicyVerdict(message, Status.Forbidden, block.Reason);
        }

        if (filter.IsEmpty)
        {
            return new PolicyVerdict(message);
        }

        var (content, refused) = ContentFilter.Apply(filter, message.Content);
        return refused is null
            ? new PolicyVerdict(content.Equals(message.Content) ? message : message with { Content = content })
            : new PolicyVerdict(message, Status.Forbidden, $"'{refused}' may not be written here");
    }
}
