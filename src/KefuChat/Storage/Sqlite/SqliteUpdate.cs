namespace KefuChat.Storage.Sqlite;

/// <summary>A small write that is not a message, waiting to be stored.</summary>
/// <typeparam name="T">Its answer.</typeparam>
/// <param name="update">What to write.</param>
internal sealed class SqliteUpdate<T>(Func<SqliteWriteSession, T> update) : SqliteWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>Completes once stored; fails with <see cref="StorageUnavailableException"/>.</summary>
    public Task<T> Task => _completion.Task;

    /// <inheritdoc/>
    public override void Execute(SqliteWriteSession session) => _result = update(session);

    /// <inheritdoc/>
    public override void Complete() => _completion.SetResult(_result!);

    /// <inheritdoc/>
    public override void Refuse(StorageUnavailableException cause) => _completion.SetException(cause);
}
