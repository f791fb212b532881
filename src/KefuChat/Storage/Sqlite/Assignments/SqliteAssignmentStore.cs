using KefuChat.Protocol;
using KefuChat.Storage.Assignments;

namespace KefuChat.Storage.Sqlite;

/// <summary>The assignments of the embedded store: every change is made on the writer's thread, so no two at once.</summary>
internal sealed class SqliteAssignmentStore(SqliteDatabase database) : IAssignmentStore
{
    /// <inheritdoc/>
    public Task<AssignmentUpdate> ClaimAsync(ClaimRequest request) =>
        database.UpdateAsync(session => new SqliteAssignmentUpdates(session).Claim(request));

    /// <inheritdoc/>
    public Task<AssignmentUpdate> ChangeAsync(AssignmentChange change) =>
        database.UpdateAsync(session => new SqliteAssignmentUpdates(session).Change(change));

    /// <inheritdoc/>
    public ValueTask<Assignment?> GetAsync(long storeId, User customer) => database.ReadAsync(reader =>
    {
        using var table = new SqliteAssignmentTable(reader.Connection);
        return reader.Connection.FindQueue(customer) is { } queue ? table.Find(queue, storeId)?.ToAssignment(storeId, customer) : null;
    });

    /// <inheritdoc/>
    public Task<int> ForgetUnusedAsync(long claimedBeforeMs) =>
        database.UpdateAsync(session => new SqliteAssignmentUpdates(session).ForgetUnused(claimedBeforeMs));
}
