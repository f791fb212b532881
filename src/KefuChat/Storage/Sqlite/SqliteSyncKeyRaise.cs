using KefuChat.Protocol;
using MessagePack;

namespace KefuChat.Storage.Sqlite;

/// <summary>What a device has confirmed, waiting to be stored.</summary>
/// <param name="user">Whose queue.</param>
/// <param name="deviceId">The device.</param>
/// <param name="key">Everything up to this key.</param>
internal sealed class SqliteSyncKeyRaise(User user, string deviceId, long key) : SqliteLoggedWrite
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once stored; fails with <see cref="StorageUnavailableException"/>.</summary>
    public Task Task => _completion.Task;

    /// <inheritdoc/>
    public override (User First, User Second) Users => (user, user);

    /// <inheritdoc/>
    public override void Execute(SqliteWriteSession session) => session.RaiseSyncKey(user, deviceId, key);

    /// <inheritdoc/>
    public override void WriteTo(ref MessagePackWriter log) => CommitLogRecords.WriteSyncKey(ref log, user, deviceId, key);

    /// <inheritdoc/>
    public override void Complete() => _completion.SetResult();

    /// <inheritdoc/>
    public override void Refuse(StorageUnavailableException cause) => _completion.SetException(cause);
}
