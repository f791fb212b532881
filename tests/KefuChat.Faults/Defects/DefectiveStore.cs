using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Faults.Defects;

/// <summary>A store that does everything but saves as another one does it.</summary>
internal abstract class DefectiveStore(IMessageStore store) : IMessageStore
{
    /// <summary>The good one.</summary>
    protected IMessageStore Store => store;

    /// <inheritdoc/>
    public abstract Task<SaveResult> SaveAsync(SaveRequest request);

    /// <inheritdoc/>
    public ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit) => store.SyncAsync(user, afterKey, limit);

    /// <inheritdoc/>
    public ValueTask<long?> GetSyncKeyAsync(User user, string deviceId) => store.GetSyncKeyAsync(user, deviceId);

    /// <inheritdoc/>
    public ValueTask<long?> GetHighestSyncKeyAsync(User user) => store.GetHighestSyncKeyAsync(user);

    /// <inheritdoc/>
    public Task RaiseSyncKeyAsync(User user, string deviceId, long key) => store.RaiseSyncKeyAsync(user, deviceId, key);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users) => store.LatestKeysAsync(users);

    /// <inheritdoc/>
    public Task ProbeAsync() => store.ProbeAsync();
}
