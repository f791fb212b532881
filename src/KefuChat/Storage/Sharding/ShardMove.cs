using KefuChat.Protocol;
using KefuChat.Storage.Conversations;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// Brings home what another shard holds of a customer: messages of a visitor that have become the customer's there, and how far
/// both sides have read them. Made again, it brings what is still missing.
/// </summary>
/// <param name="shards">All shards.</param>
/// <param name="conversations">The conversations of all shards.</param>
/// <param name="assignments">Tells assignments.</param>
/// <param name="from">The visitor's home.</param>
/// <param name="to">The customer's.</param>
internal sealed class ShardMove(ShardMap shards, IConversationStore conversations, AssignmentSpread assignments, Shard from, Shard to)
{
    private const int PageMessages = 1000;

    private readonly ShardCopies _copies = new(shards.KefuAppId);
    private readonly ShardKeys _keys = new(shards);

    /// <summary>
    /// Before the merge, lets all shards make the same of it: where visitor and customer have used one uuid, the customer's
    /// message keeps it, and the visitor's is known by something else; and all know the visitor's assignments as they are.
    /// </summary>
    public async Task PrepareAsync(User visitor, User customer)
    {
        SyncPage page;
        var after = 0L;
        do
        {
            page = await from.Messages.SyncAsync(visitor, after, PageMessages);
            after = page.EndKey;
            MessageName[] sent = [.. page.Messages.Select(_copies.NameOf).Where(name => name.Sender == visitor)];
            var taken = await to.Copies.FindAsync(Array.ConvertAll(sent, name => name with { Sender = customer }));
            MessageName[] clashing = [.. sent.Where((_, i) => taken[i] is not null)];
            if (clashing.Length > 0)
            {
                await Task.WhenAll(shards.All.Select(shard => shard.Copies.RenameAsync(clashing)));
            }

            foreach (var storeId in page.Messages.Select(stored => stored.Message.StoreId).Where(storeId => storeId != 0).Distinct())
            {
                await assignments.TellAsync(storeId, visitor);
            }
        }
        while (page.HasMore);
    }

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

            // One after the other: two senders' would else be stored in any order. The assignments have moved by themselves.
            foreach (var missing in await _copies.MissingAsync(page.Messages, to))
            {
                await _copies.SaveAsync(missing, to, isCopy: true);
            }

            moved.UnionWith(page.Messages.Select(stored => Conversation.Of(stored.Message)));
        }
        while (page.HasMore);

        foreach (var conversation in moved)
        {
            await MovePositionsAsync(customer, conversation);
        }
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
    private Task<ReadPosition> RaiseAsync(User reader, Party party, Conversation conversation, MessageKeys keys) => party == Party.Customer
        ? conversations.RaiseReadPositionAsync(reader, party, conversation, keys.CustomerKey)
        : to.Conversations.RaiseReadPositionAsync(reader, party, conversation, keys.SellerKey);
}
