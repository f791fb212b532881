using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage;
using KefuChat.Support.Filtering;

namespace KefuChat.Support;

/// <summary>
/// What shops and sellers lay down about messages: customers who may not write, words that may not be written. Known
/// here for <see cref="DocumentCache{TKey,T}.Freshness"/>, so that a message rarely waits for storage. Safe to call from any thread.
/// </summary>
internal sealed class MessagePolicy(Blocks blocks, WordFilters filters, TimeProvider time)
{
    /// <summary>
    /// Judges a message, nearly always at once. Where storage cannot say, a message that is to be stored is refused with
    /// <see cref="Status.StorageUnavailable"/>, and one that leaves no trace passes.
    /// </summary>
    public ValueTask<PolicyVerdict> JudgeAsync(CustomerMessage message)
    {
        var blocked = message.Command == Command.Customer ? blocks.GetAsync(message.Customer) : new([]);
        var filter = filters.GetAsync(message.CustomerAppId);
        return blocked.IsCompletedSuccessfully && filter.IsCompletedSuccessfully
            ? new(Judge(message, blocked.Result, filter.Result))
            : AwaitAsync(message, blocked, filter);
    }

    private async ValueTask<PolicyVerdict> AwaitAsync(
        CustomerMessage message, ValueTask<IReadOnlyList<Block>> blocked, ValueTask<WordMatcher> filter)
    {
        try
        {
            var (blocks, words) = (blocked.AsTask(), filter.AsTask());
            await Task.WhenAll(blocks, words);
            return Judge(message, await blocks, await words);
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

    private PolicyVerdict Judge(CustomerMessage message, IReadOnlyList<Block> blocked, WordMatcher filter)
    {
        if (blocked.Count > 0 && blocked.FirstOrDefault(block => block.Holds(message.StoreId, message.SellerId, time.GetUtcNow())) is { } block)
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
