using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage;
using KefuChat.Support.Filtering;

namespace KefuChat.Support;

/// <summary>
/// What shops and sellers lay down about messages: customers who may not write, words that may not be written. Known
/// here for <see cref="DocumentCache{TKey,T}.Freshness"/>, so that a message rarely waits for storage. Safe to call from any thread.
/// </summary>
internal sealed partial class MessagePolicy(
    Blocks blocks, KnownStores stores, WordFilters filters, TimeProvider time, ILogger<MessagePolicy> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>
    /// Judges a message, nearly always at once. Where storage cannot say, a message that is to be stored is refused with
    /// <see cref="Status.StorageUnavailable"/>, and one that leaves no trace passes.
    /// </summary>
    public ValueTask<PolicyVerdict> JudgeAsync(CustomerMessage message)
    {
        var isCustomer = message.Command == Command.Customer;
        var blocked = isCustomer ? blocks.GetAsync(message.Customer) : new([]);
        var store = isCustomer && message is { IsUnpersistent: false, StoreId: > 0 } ? stores.FindAsync(message.StoreId) : new((Store?)null);
        var filter = filters.GetAsync(message.CustomerAppId);
        if (!blocked.IsCompletedSuccessfully || !store.IsCompletedSuccessfully || !filter.IsCompletedSuccessfully)
        {
            return AwaitAsync(message, blocked.AsTask(), store.AsTask(), filter.AsTask());
        }

        var (known, shop, words) = (blocked.Result, store.Result, filter.Result);
        return known.Count == 0
            ? new(Judge(message, block: null, shop, words))
            : AwaitAsync(message, Task.FromResult(known), Task.FromResult(shop), Task.FromResult(words));
    }

    private async ValueTask<PolicyVerdict> AwaitAsync(
        CustomerMessage message, Task<IReadOnlyList<Block>> blocked, Task<Store?> store, Task<WordMatcher> filter)
    {
        try
        {
            await Task.WhenAll(blocked, store, filter);
            return Judge(message, await HeldByAsync(message, await blocked), await store, await filter);
        }
        catch (StorageUnavailableException) when (message.IsUnpersistent)
        {
            return new PolicyVerdict(message);
        }
        catch (Exception e)
        {
            // Storage that is unavailable, or a document nobody can read: either way the client must hear something.
            if (e is not StorageUnavailableException)
            {
                LogUnreadable(message.Customer, e);
            }

            return new PolicyVerdict(message, Status.StorageUnavailable, "storage cannot say whether it may be written; send it again, with the same uuid");
        }
    }

    /// <summary>The block that holds a message back, or null.</summary>
    private async ValueTask<Block?> HeldByAsync(CustomerMessage message, IReadOnlyList<Block> blocked)
    {
        var now = time.GetUtcNow();
        if (blocked.FirstOrDefault(block => block.Holds(message.StoreId, message.SellerId, now)) is { } held)
        {
            return held;
        }

        Block[] others = [.. blocked.Where(block => !(block.Until <= now))];
        if (others.Length == 0 || Sells(await stores.FindAsync(message.StoreId), message.SellerId))
        {
            return null;
        }

        // No store of the seller's: a name given to come past what holds in the stores that are.
        foreach (var block in others)
        {
            if (block.SellerId == message.SellerId || (block.SellerId == 0 && Sells(await stores.FindAsync(block.StoreId), message.SellerId)))
            {
                return block;
            }
        }

        return null;
    }

    private static bool Sells(Store? store, long sellerId) => store?.Sellers.Contains(sellerId) == true;

    private static PolicyVerdict Judge(CustomerMessage message, Block? block, Store? store, WordMatcher filter)
    {
        if (block is not null)
        {
            return new PolicyVerdict(message, Status.Forbidden, block.Reason);
        }

        var isSellerGone = store is not null && !Sells(store, message.SellerId);
        if (filter.IsEmpty)
        {
            return new PolicyVerdict(message) { IsSellerGone = isSellerGone };
        }

        var (content, refused) = ContentFilter.Apply(filter, message.Content);
        return refused is null
            ? new PolicyVerdict(content.Equals(message.Content) ? message : message with { Content = content }) { IsSellerGone = isSellerGone }
            : new PolicyVerdict(message, Status.Forbidden, $"'{refused}' may not be written here");
    }

    [LoggerMessage(8002, LogLevel.Error, "What holds for messages of customer {Customer} cannot be read; they are refused with STORAGE_UNAVAILABLE")]
    private partial void LogUnreadable(User customer, Exception cause);
}
