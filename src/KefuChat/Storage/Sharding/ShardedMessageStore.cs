using KefuChat.Protocol;

namespace KefuChat.Storage.Sharding;

/// <summary>The queues of all shards, each where its user lives.</summary>
internal sealed class ShardedMessageStore(ShardMap shards, ShardedSaves saves) : IMessageStore
{
    /// <inheritdoc/>
    public Task<SaveResult> SaveAsync(SaveRequest request) => saves.SaveAsync(request);

    /// <inheritdoc/>
    public ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit) => Home(user).SyncAsync(user, afterKey, limit);

    /// <inheritdoc/>
    public ValueTask<long?> GetSyncKeyAsync(User user, string deviceId) => Home(user).GetSyncKeyAsync(user, deviceId);

    /// <inheritdoc/>
    public ValueTask<long?> GetHighestSyncKeyAsync(User user) => Home(user).GetHighestSyncKeyAsync(user);

    /// <inheritdoc/>
    public Task RaiseSyncKeyAsync(User user, string deviceId, long key) => Home(user).RaiseSyncKeyAsync(user, deviceId, key);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users)
    {
        var keys = new long[users.Count];
        await Task.WhenAll(Enumerable.Range(0, users.Count).GroupBy(i => shards.HomeOf(users[i])).Select(async places =>
        {
            int[] asked = [.. places];
            var answers = await places.Key.Messages.LatestKeysAsync(Array.ConvertAll(asked, i => users[i]));
            for (var i = 0; i < asked.Length; i++)
            {
                keys[asked[i]] = answers[i];
            }
        }));
        return keys;
    }

    /// <summary>Completes when a write reaches stable storage in every shard; throws otherwise, naming the others.</summary>
    public async Task ProbeAsync()
    {
        var failures = await FailuresAsync();
        if (failures.Count > 0)
        {
            throw new StorageUnavailableException(string.Join("; ", failures));
        }
    }

    /// <summary>A sentence for each shard that a write does not reach now.</summary>
    public async Task<IReadOnlyList<string>> FailuresAsync()
    {
        var failures = await Task.WhenAll(shards.All.Select(async shard =>
        {
            try
            {
                await shard.Messages.ProbeAsync();
                return null;
            }
            catch (StorageUnavailableException e)
            {
                return $"group {shard.Name}: {e.Message}";
            }
        }));
        return [.. failures.OfType<string>()];
    }

    private IMessageStore Home(User user) => shards.HomeOf(user).Messages;
}
