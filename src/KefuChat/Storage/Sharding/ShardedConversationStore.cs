using KefuChat.Protocol;
using KefuChat.Storage.Conversations;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// The conversations of all shards, each as the shard of whoever asks has it; a history is the customer's. Keys of the other
/// side are that side's own.
/// </summary>
internal sealed class ShardedConversationStore(ShardMap shards) : IConversationStore
{
    private readonly ShardKeys _keys = new(shards);

    /// <inheritdoc/>
    public async ValueTask<HistoryPage> HistoryAsync(Conversation conversation, HistoryRange range)
    {
        var home = shards.HomeOf(CustomerOf(conversation));
        var page = await home.Conversations.HistoryAsync(conversation, range);
        return page with { Messages = await _keys.WithSellerKeysAsync(page.Messages, home) };
    }

    /// <inheritdoc/>
    public ValueTask<ConversationsPage> ListAsync(ConversationsRequest request) => Home(request.User).ListAsync(request);

    /// <inheritdoc/>
    public ValueTask<UnreadCount> CountUnreadAsync(User user, Party party) => Home(user).CountUnreadAsync(user, party);

    /// <inheritdoc/>
    public ValueTask<ConversationSummary?> FindAsync(User user, Party party, Conversation conversation) =>
        Home(user).FindAsync(user, party, conversation);

    /// <inheritdoc/>
    public async ValueTask<ReadPosition> GetReadPositionAsync(User user, Party party, Conversation conversation)
    {
        var position = await Home(user).GetReadPositionAsync(user, party, conversation);
        return await WithOtherKeyAsync(position, user, party, conversation);
    }

    /// <inheritdoc/>
    public async Task<ReadPosition> RaiseReadPositionAsync(User user, Party party, Conversation conversation, long key)
    {
        var position = await Home(user).RaiseReadPositionAsync(user, party, conversation, key);

        // Also where it was raised before: that call may have failed behind it.
        await (party == Party.Seller
            ? TellCustomersShardAsync(position, user, conversation)
            : TellSellersShardsAsync(position, user, conversation));
        return await WithOtherKeyAsync(position, user, party, conversation);
    }

    /// <inheritdoc/>
    public ValueTask<SyncPage> SearchAsync(User user, string text, long beforeKey, int limit) =>
        Home(user).SearchAsync(user, text, beforeKey, limit);

    private static User CustomerOf(Conversation conversation) => new(conversation.CustomerAppId, conversation.CustomerId);

    private IConversationStore Home(User user) => shards.HomeOf(user).Conversations;

    private async Task TellCustomersShardAsync(ReadPosition position, User seller, Conversation conversation)
    {
        var customer = CustomerOf(conversation);
        var (home, other) = (shards.HomeOf(seller), shards.HomeOf(customer));
        if (home != other && await _keys.FindAsync(customer, position.OtherKey, home, other) is { } keys)
        {
            await other.Conversations.RaiseReadPositionAsync(seller, Party.Seller, conversation, keys.SellerKey);
        }
    }

    /// <summary>Each shard where a seller of the conversation lives is told the newest message with one of its own.</summary>
    private async Task TellSellersShardsAsync(ReadPosition position, User customer, Conversation conversation)
    {
        var home = shards.HomeOf(customer);
        foreach (var (other, message) in await _keys.NewestBySellersShardAsync(conversation, position.Key, home))
        {
            if (await _keys.FindAsync(message, other) is { } keys)
            {
                await other.Conversations.RaiseReadPositionAsync(customer, Party.Customer, conversation, keys.CustomerKey);
            }
        }
    }

    private async ValueTask<ReadPosition> WithOtherKeyAsync(ReadPosition position, User user, Party party, Conversation conversation)
    {
        if (position.OtherKey == 0)
        {
            return position;
        }

        var otherUser = party == Party.Seller ? CustomerOf(conversation) : new User(shards.KefuAppId, position.SellerId);
        var (home, other) = (shards.HomeOf(user), shards.HomeOf(otherUser));
        if (home == other)
        {
            return position;
        }

        // Where the message is not there yet, nothing is known to be read of it there.
        var keys = await _keys.FindAsync(otherUser, position.OtherKey, home, other);
        return position with { OtherKey = (party == Party.Seller ? keys?.CustomerKey : keys?.SellerKey) ?? 0 };
    }
}
