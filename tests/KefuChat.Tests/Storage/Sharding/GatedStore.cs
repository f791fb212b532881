using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Tests.Storage.Sharding;

/// <summary>A store that refuses saves, or holds them back, while told to.</summary>
internal sealed class GatedStore(IMessageStore inner) : IMessageStore
{
    /// <summary>Where set, saves are refused.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Where set, nothing can be stored, and what is there still be looked at.</summary>
    public bool IsFull { get; set; }

    /// <summary>What saves wait for before they are made or refused.</summary>
    public Task Opening { get; set; } = Task.CompletedTask;

    public async Task<SaveResult> SaveAsync(SaveRequest request)
    {
        await Opening;
        return IsClosed || (IsFull && !request.IsCheck) ? SaveResult.Unavailable : await inner.SaveAsync(request);
    }

    public ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit) => inner.SyncAsync(user, afterKey, limit);

    public ValueTask<long?> GetSyncKeyAsync(User user, string deviceId) => inner.GetSyncKeyAsync(user, deviceId);

    public ValueTask<long?> GetHighestSyncKeyAsync(User user) => inner.GetHighestSyncKeyAsync(user);

    public Task RaiseSyncKeyAsync(User user, string deviceId, long key) => inner.RaiseSyncKeyAsync(user, deviceId, key);

    public ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users) => inner.LatestKeysAsync(users);

    public Task ProbeAsync() => IsClosed ? Task.FromException(new StorageUnavailableException("closed")) : inner.ProbeAsync();
}
