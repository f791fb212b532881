using KefuChat.Protocol;

namespace KefuChat.Storage.Postgres;

/// <summary>What a device has confirmed, waiting to be stored.</summary>
/// <param name="user">Whose queue.</param>
/// <param name="deviceId">The device.</param>
/// <param name="key">Everything up to this key.</param>
internal sealed class PostgresSyncKeyRaise(User user, string deviceId, long key) : PostgresWrite
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once stored; fails with <see cref="StorageUnavailableException"/>.</summary>
    public Task Task => _completion.Task;

    /// <summary>The device.</summary>
    public string DeviceId => deviceId;

    /// <summary>Everything up to this key.</summary>
    public long Key => key;

    /// <inheritdoc/>
    public override (User First, User Second) Users => (user, user);

    /// <inheritdoc/>
    public override void Complete() => _completion.SetResult();

    /// <inheritdoc/>
    public override void Refuse(StorageUnavailableException cause) => _completion.SetException(cause);
}
