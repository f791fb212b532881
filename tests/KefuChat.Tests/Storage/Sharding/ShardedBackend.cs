using KefuChat.Storage.Sharding;
using KefuChat.Tests.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Storage.Sharding;

/// <summary>
/// Three SQLite stores as one. Of <see cref="Chat"/> the customer lives in green, the other customer in blue and the sellers
/// in red: what they write is in two shards each.
/// </summary>
/// <param name="isOneAtATime">Whether messages of all senders are saved in the order of the calls.</param>
public sealed class ShardedBackend(bool isOneAtATime = true) : StoreBackend
{
    private static readonly string[] Names = ["red", "green", "blue"];

    private readonly Dictionary<string, SqliteBackend> _backends = Names.ToDictionary(name => name, _ => new SqliteBackend());
    private readonly Dictionary<string, Stores> _stores = [];

    public override async ValueTask DisposeAsync()
    {
        foreach (var backend in _backends.Values)
        {
            await backend.DisposeAsync();
        }
    }

    internal override async ValueTask<Stores> OpenAsync()
    {
        foreach (var name in Names)
        {
            _stores[name] = await _backends[name].OpenAsync();
        }

        var shards = new ShardMap(_stores.Select(entry => ShardOf(entry.Key, entry.Value)), Chat.Seller.AppId);
        var spread = new AssignmentSpread(shards);
        var messages = new ShardedMessageStore(shards, new ShardedSaves(shards, spread, NullLogger<ShardedSaves>.Instance));
        var conversations = new ShardedConversationStore(shards);
        return new Stores(isOneAtATime ? new OneAtATime(messages) : messages, conversations)
        {
            Documents = shards.First.Documents,
            Assignments = new ShardedAssignmentStore(shards, spread),
            Customers = new ShardedCustomerDataStore(shards, conversations, spread),
        };
    }

    internal override async ValueTask CloseAsync(Stores stores)
    {
        foreach (var (name, behind) in _stores)
        {
            await _backends[name].CloseAsync(behind);
        }
    }

    internal static Shard ShardOf(string name, Stores stores) => new(
        name, stores.Messages, stores.Conversations, stores.Documents, stores.Assignments, stores.Customers, stores.Shards);
}
