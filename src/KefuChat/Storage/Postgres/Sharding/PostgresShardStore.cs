using KefuChat.Protocol;
using KefuChat.Storage.Sharding;

namespace KefuChat.Storage.Postgres;

/// <summary>What PostgreSQL offers as one shard of several. A message's place is its id.</summary>
internal sealed class PostgresShardStore(PostgresDatabase database) : IShardStore
{
    private readonly PostgresMessageHorizon _horizon = new(database);
    private readonly PostgresAssignmentCopies _copies = new(database);
    private readonly Lock _lock = new();
    private Task<long>? _looking;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<MessageKeys?>> FindAsync(IReadOnlyList<MessageName> names) =>
        await database.ReadAsync(connection => PostgresShardMessages.FindAsync(connection, names));

    /// <inheritdoc/>
    public async Task RenameAsync(IReadOnlyList<MessageName> names)
    {
        var queues = await database.GetQueuesAsync([.. names.Select(name => name.Sender)]);
        await database.UpdateAsync(async transaction =>
        {
            await transaction.LockAsync(queues);
            return await PostgresShardMessages.RenameAsync(transaction.Connection, names, queues);
        });
    }

    /// <inheritdoc/>
    public ValueTask<long> SettledAsync()
    {
        // Whoever comes while another looks has that one's answer: the horizon is used by one call at a time.
        lock (_lock)
        {
            return new(_looking is { IsCompleted: false } looking ? looking : _looking = LookAsync());
        }
    }

    /// <inheritdoc/>
    public async ValueTask<SyncPage> ReadAsync(long afterPlace, long upToPlace, int limit) =>
        await database.ReadAsync(connection => PostgresShardMessages.PageAsync(connection, afterPlace, upToPlace, limit));

    /// <inheritdoc/>
    public ValueTask<AssignmentCopy?> FindAssignmentAsync(long storeId, User customer) => _copies.FindAsync(storeId, customer);

    /// <inheritdoc/>
    public Task PutAssignmentsAsync(IReadOnlyList<AssignmentCopy> copies) => _copies.PutAsync(copies);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AssignmentCopy>> ReadAssignmentsAsync(long changedAfterMs, int limit) =>
        await database.ReadAsync(connection => PostgresAssignmentCopies.ReadAsync(connection, changedAfterMs, limit));

    private async Task<long> LookAsync()
    {
        try
        {
            var horizon = await _horizon.LookAsync();
            return await database.ReadAsync(connection => PostgresShardMessages.NewestAsync(connection, horizon));
        }
        catch (StorageUnavailableException)
        {
            _horizon.Forget();
            throw;
        }
    }
}
