namespace KefuChat.Storage.Sqlite;

/// <summary>A small write without an answer of its own, waiting to be stored.</summary>
/// <param name="update">What to write.</param>
internal sealed class SqliteUpdate(Action<SqliteWriteSession> update) : SqliteWrite
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once stored; fails with <see cref="StorageUnavailableException"/>.</summary>
    public Task Task => _completion.Task;

    /// <inheritdoc/>
    public override void Execute(SqliteWriteSession session) => update(session);

    /// <inheritdoc/>
    public override void Complete() => _completion.SetResult();

    /// <inheritdoc/>
    public override void Refuse(StorageUnavailableException cause) => _completion.SetException(cause);
}
