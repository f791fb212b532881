using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Sharding;
using KefuChat.Tests.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Storage.Sharding;

/// <summary>
/// Three SQLite stores as one, each of which can be made to refuse. Of <see cref="Chat"/> the customer lives in green, the other
/// customer in blue and the sellers in red.
/// </summary>
public abstract class ShardTest : IAsyncLifetime
{
    private readonly Dictionary<string, (SqliteBackend Backend, Stores Stores)> _opened = [];
    private readonly Dictionary<string, GatedStore> _gates = [];

    private protected ShardMap Shards { get; private set; } = null!;

    /// <summary>The queues of all.</summary>
    private protected ShardedMessageStore Store { get; private set; } = null!;

    /// <summary>The customers' data of all.</summary>
    private protected ShardedCustomerDataStore Customers { get; private set; } = null!;

    private protected AssignmentSpread Spread { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var name in (string[])["red", "green", "blue"])
        {
            var backend = new SqliteBackend();
            _opened[name] = (backend, await backend.OpenAsync());
            _gates[name] = new GatedStore(_opened[name].Stores.Messages);
        }

        Shards = new ShardMap(
            _opened.Select(entry => ShardedBackend.ShardOf(entry.Key, entry.Value.Stores) with { Messages = _gates[entry.Key] }), Chat.Seller.AppId);
        Spread = new AssignmentSpread(Shards);
        Store = new ShardedMessageStore(Shards, new ShardedSaves(Shards, Spread, NullLogger<ShardedSaves>.Instance));
        Customers = new ShardedCustomerDataStore(Shards, new ShardedConversationStore(Shards), Spread);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var (backend, stores) in _opened.Values)
        {
            await backend.CloseAsync(stores);
            await backend.DisposeAsync();
        }
    }

    private protected Shard ShardNamed(string name) => Shards.All.Single(shard => shard.Name == name);

    /// <summary>What a shard's saves pass.</summary>
    private protected GatedStore Gate(string shard) => _gates[shard];

    /// <summary>A queue's texts, as its user's shard has them.</summary>
    private protected async Task<string> TextsAsync(User user) => string.Join(' ', (await Store.ReadQueueAsync(user)).Texts());

    private protected async Task<SaveResult> SaveAsync(SaveRequest request) => await Store.SaveAsync(request).SoonAsync();
}
