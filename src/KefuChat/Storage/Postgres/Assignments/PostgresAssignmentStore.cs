using KefuChat.Protocol;
using KefuChat.Storage.Assignments;

namespace KefuChat.Storage.Postgres;

/// <summary>The assignments in PostgreSQL.</summary>
internal sealed class PostgresAssignmentStore(PostgresDatabase database) : IAssignmentStore
{
    /// <summary>So many are forgotten in one transaction: messages of their customers wait for it.</summary>
    private const int ForgetStep = 500;

    private readonly PostgresClaims _claims = new(database);

    /// <inheritdoc/>
    public async Task<AssignmentUpdate> ClaimAsync(ClaimRequest request)
    {
        // Most who ask have a seller already: nothing is locked for them.
        var was = await GetAsync(request.StoreId, request.Customer);
        return was is { IsOpen: true } && request.Sellers.Contains(was.SellerId)
            ? new AssignmentUpdate(was, IsChanged: false)
            : await _claims.ClaimAsync(request);
    }

    /// <inheritdoc/>
    public async Task<AssignmentUpdate> ChangeAsync(AssignmentChange change)
    {
        if (await database.ReadAsync(connection => database.QueueIds.FindAsync(connection, change.Customer).AsTask()) is not { } customer)
        {
            return default;
        }

        var storable = change with { Note = PostgresAssignmentTable.Storable(change.Note) };
        return await database.UpdateAsync(transaction => ChangeAsync(transaction, customer, storable));
    }

    /// <inheritdoc/>
    public async ValueTask<Assignment?> GetAsync(long storeId, User customer) => await database.ReadAsync(async connection =>
        await database.QueueIds.FindAsync(connection, customer) is { } queue
            ? (await PostgresAssignmentTable.FindAsync(connection, queue, storeId))?.ToAssignment(storeId, customer)
            : null);

    /// <inheritdoc/>
    public async Task<int> ForgetUnusedAsync(long claimedBeforeMs)
    {
        var forgotten = 0;
        while (true)
        {
            var customers = await database.ReadAsync(connection => connection.RowsAsync(
                row => row.GetInt64(0),
                "SELECT customer FROM assignments WHERE NOT is_used AND changed_at_ms < $1 LIMIT $2",
                claimedBeforeMs, ForgetStep));
            if (customers.Count == 0)
            {
                return forgotten;
            }

            // With the locks held: a message may just be using one.
            forgotten += await database.UpdateAsync(async transaction =>
            {
                await transaction.LockAsync(customers);
                return await transaction.Connection.ExecuteAsync(
                    "DELETE FROM assignments WHERE customer = ANY ($1) AND NOT is_used AND changed_at_ms < $2",
                    customers.ToArray(), claimedBeforeMs);
            });
        }
    }

    private static async Task<AssignmentUpdate> ChangeAsync(PostgresTransaction transaction, long customer, AssignmentChange change)
    {
        await transaction.LockAsync([customer]);
        var was = await PostgresAssignmentTable.FindAsync(transaction.Connection, customer, change.StoreId);
        if (was is null)
        {
            return default;
        }

        var now = was.AfterChange(change, nextTurn: () => 0);
        if (now != was)
        {
            await PostgresAssignmentTable.PutAsync(transaction.Connection, [((customer, change.StoreId), now)]);
        }

        return new AssignmentUpdate(now.ToAssignment(change.StoreId, change.Customer), now != was);
    }
}
