using KefuChat.Protocol;
using KefuChat.Storage.Conversations;

namespace KefuChat.Storage.Sharding;

/// <summary>Finds the keys that one shard's messages have in another.</summary>
internal sealed class ShardKeys(ShardMap shards)
{
    /// <summary>
    /// How far back a customer's history is searched for the newest message of each seller's shard: what lies further back was
    /// read, and told, long before.
    /// </summary>
    private const int MessagesBack = 100;

    private readonly ShardCopies _copies = new(shards.KefuAppId);

    /// <summary>The keys in another shard of the message that has a key in this one; null when it is not there.</summary>
    /// <param name="user">Whose queue the key is of.</param>
    /// <param name="key">The key here; 0 for none.</param>
    /// <param name="here">This shard.</param>
    /// <param name="there">The other.</param>
    public async ValueTask<MessageKeys?> FindAsync(User user, long key, Shard here, Shard there)
    {
        if (key == 0)
        {
            return null;
        }

        var page = await here.Messages.SyncAsync(user, key - 1, limit: 1);
        return page.Messages is [{ } stored] && stored.SyncKey == key
            ? (await there.Copies.FindAsync([_copies.NameOf(stored)]))[0]
            : null;
    }

    /// <summary>The keys of a customer's message in another shard; null when it is not there.</summary>
    public async ValueTask<MessageKeys?> FindAsync(HistoryMessage message, Shard there) => (await there.Copies.FindAsync([NameOf(message)]))[0];

    /// <summary>Messages with the keys of their sellers' own queues; 0 where a message is not there yet, or its seller's shard is away.</summary>
    /// <param name="messages">Messages of a customer's history.</param>
    /// <param name="home">The customer's shard.</param>
    public async ValueTask<IReadOnlyList<HistoryMessage>> WithSellerKeysAsync(IReadOnlyList<HistoryMessage> messages, Shard home)
    {
        var known = messages.ToArray();
        foreach (var places in Enumerable.Range(0, known.Length).GroupBy(i => shards.HomeOfSeller(known[i].Message.SellerId)))
        {
            if (places.Key != home)
            {
                int[] asked = [.. places];
                var keys = await TryFindAsync(Array.ConvertAll(asked, i => NameOf(known[i])), places.Key);
                for (var i = 0; i < asked.Length; i++)
                {
                    known[asked[i]] = known[asked[i]] with { SellerKey = keys?[i]?.SellerKey ?? 0 };
                }
            }
        }

        return known;
    }

    /// <summary>The newest message up to a key with a seller of each other shard, of a customer's conversation with a store.</summary>
    public async ValueTask<IReadOnlyDictionary<Shard, HistoryMessage>> NewestBySellersShardAsync(Conversation conversation, long key, Shard home)
    {
        var newest = new Dictionary<Shard, HistoryMessage>();
        if (key > 0)
        {
            var page = await home.Conversations.HistoryAsync(conversation with { SellerId = 0 }, HistoryRange.Before(key + 1, MessagesBack));
            foreach (var message in page.Messages)
            {
                newest[shards.HomeOfSeller(message.Message.SellerId)] = message;
            }

            newest.Remove(home);
        }

        return newest;
    }

    private static async ValueTask<IReadOnlyList<MessageKeys?>?> TryFindAsync(MessageName[] names, Shard there)
    {
        try
        {
            return await there.Copies.FindAsync(names);
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    private MessageName NameOf(HistoryMessage message) => new(message.Message.Sender(shards.KefuAppId), message.DedupeKey);
}
