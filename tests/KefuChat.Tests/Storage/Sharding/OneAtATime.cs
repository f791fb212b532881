using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Tests.Storage.Sharding;

/// <summary>
/// Saves in the order of the calls whoever sends, as one store happens to do: the contract promises each sender's order, and
/// its suites are easier to read with one for all.
/// </summary>
internal sealed class OneAtATime(IMessageStore inner) : IMessageStore
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    public Task<SaveResult> SaveAsync(SaveRequest request)
    {
        lock (_gate)
        {
            var save = SaveBehindAsync(_last, request);
            _last = save;
            return save;
        }
    }

    public ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit) => inner.SyncAsync(user, afterKey, limit);

    public ValueTask<long?> GetSyncKeyAsync(User user, string deviceId) => inner.GetSyncKeyAsync(user, deviceId);

    public ValueTask<long?> GetHighestSyncKeyAsync(User user) => inner.GetHighestSyncKeyAsync(user);

    public Task RaiseSyncKeyAsync(User user, string deviceId, long key) => inner.RaiseSyncKeyAsync(user, deviceId, key);

    public ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users) => inner.LatestKeysAsync(users);

    public Task ProbeAsync() => inner.ProbeAsync();

    private async Task<SaveResult> SaveBehindAsync(Task last, SaveRequest request)
    {
        await last;
        return await inner.SaveAsync(request);
    }
}
