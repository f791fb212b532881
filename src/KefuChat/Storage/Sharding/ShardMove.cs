using KefuChat.Protocol;
using KefuChat.Storage.Conversations;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// Brings home what another shard holds of a customer: messages of a visitor that have become the customer's there, and how far
/// both sides have read them. Made again, it brings what is still missing.
/// </summary>
/// <param name="shards">All shards.</param>
/// <param name="conversations">The conversations of all shards.</param>
/// <param name="from">The visitor's home.</param>
/// <param name="to">The customer's.</param>
internal sealed class ShardMove(ShardMap shards, IConversationStore conversations, Shard from, Shard to)
{
    private const int PageMessages = 1000;

    private readonly ShardCopies _copies = new(shards.KefuAppId);
    private readonly ShardKeys _keys = new(shards);

    /// <summary>Brings it.</summary>
    public async Task MoveAsync(User customer)
    {
        var moved = new HashSet<Conversation>();
        SyncPage page;
        var after = 0L;
        do
        {
            page = await from.Messages.SyncAsync(customer, after, PageMessages);
            after = page.EndKey;

            // The assignments have moved by themselves.
            await _copies.FillAsync(await NamedApartAsync(customer, page.Messages), to, isCopy: _ => true);
            moved.UnionWith(page.Messages.Select(stored => Conversation.Of(stored.Message)));
        }
        while (page.HasMore);

        foreach (var conversation in moved)
        {
            await MovePositionsAsync(customer, conversation);
        }
    }

    /// <summary>
    /// Where visitor and customer have used one uuid, the customer's message keeps it, and the other is known by something else.
    /// </summary>
    private async Task<IReadOnlyList<StoredMessage>> NamedApartAsync(User customer, IReadOnlyList<StoredMessage> messages)
    {
        var named = messages.ToArray();
        var found = await to.Copies.FindAsync(Array.ConvertAll(named, _copies.NameOf));
        for (var i = 0; i < named.Length; i++)
        {
            var message = named[i].Message;
            if (found[i] is { } keys && message.Sender(shards.KefuAppId) == customer && !await IsSameAsync(customer, keys.CustomerKey, message))
            {
                named[i] = named[i] with { Message = message with { Uuid = "" }, DedupeId = $"{from.Name}/{named[i].SyncKey}/{message.Uuid}" };
            }
        }

        return named;
    }

    private async Task<bool> IsSameAsync(User customer, long key, CustomerMessage message)
    {
        var there = (await to.Messages.SyncAsync(customer, key - 1, limit: 1)).Messages is [{ } stored] && stored.SyncKey == key ? stored.Message : null;
        return there is not null
            && Conversation.Of(there) == Conversation.Of(message)
            && there.TimestampMs == message.TimestampMs
            && there.Content.Span.SequenceEqual(message.Content.Span);
    }

    private async Task MovePositionsAsync(User customer, Conversation conversation)
    {
        var seller = new User(shards.KefuAppId, conversation.SellerId);
        foreach (var (reader, party) in ((User, Party)[])[(customer, Party.Customer), (seller, Party.Seller)])
        {
            var position = await from.Conversations.GetReadPositionAsync(reader, party, conversation);
            if (await _keys.FindAsync(reader, position.Key, from, to) is { } keys)
            {
                await RaiseAsync(reader, party, conversation, keys);
            }
        }
    }

    /// <summary>The customer's own is told to the sellers' shards; a seller's is at home there already.</summary>
    private Task RaiseAsync(User reader, Party party, Conversation conversation, MessageKeys keys) => party == Party.Customer
        ? conversations.RaiseReadPositionAsync(reader, party, conversation, keys.CustomerKey)
        : to.Conversations.RaiseReadPositionAsync(reader, party, conversation, keys.SellerKey);
}
