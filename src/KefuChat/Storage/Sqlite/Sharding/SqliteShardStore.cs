using KefuChat.Protocol;
using KefuChat.Storage.Sharding;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The embedded store as one shard of several. A message's place is its id: the one writer gives them in the order in which
/// messages are committed, so all that is committed is settled.
/// </summary>
internal sealed class SqliteShardStore(SqliteDatabase database) : IShardStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MessageKeys?>> FindAsync(IReadOnlyList<MessageName> names) =>
        database.ReadAsync<IReadOnlyList<MessageKeys?>>(
            [.. names.Select(name => name.Sender)], reader => SqliteMessagePlaces.Find(reader.Connection, names));

    /// <inheritdoc/>
    public Task RenameAsync(IReadOnlyList<MessageName> names) => database.UpdateAsync(session => SqliteMessagePlaces.Rename(session, names));

    /// <inheritdoc/>
    public ValueTask<long> SettledAsync() => new(database.Read(reader => reader.Connection.NewestMessage()));

    /// <inheritdoc/>
    public ValueTask<SyncPage> ReadAsync(long afterPlace, long upToPlace, int limit) =>
        new(database.Read(reader => SqliteMessagePlaces.Page(reader.Connection, afterPlace, upToPlace, limit)));

    /// <inheritdoc/>
    public ValueTask<AssignmentCopy?> FindAssignmentAsync(long storeId, User customer) =>
        database.ReadAsync(customer, reader => SqliteAssignmentCopies.Find(reader.Connection, storeId, customer));

    /// <inheritdoc/>
    public async Task PutAssignmentsAsync(IReadOnlyList<AssignmentCopy> copies)
    {
        // Mostly they are here already: then a read spares everybody a commit.
        var changing = await database.ReadAsync(
            [.. copies.Select(copy => copy.Assignment.Customer)], reader => SqliteAssignmentCopies.Changing(reader.Connection, copies));
        if (changing.Count > 0)
        {
            await database.UpdateAsync(session => new SqliteAssignmentUpdates(session).Put(changing));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AssignmentCopy>> ReadAssignmentsAsync(long changedAfterMs, int limit) =>
        database.ReadAsync<IReadOnlyList<AssignmentCopy>>(
            reader => SqliteAssignmentCopies.Read(reader.Connection, changedAfterMs, limit));
}
