using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Sharding;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Assignments as shards tell them to each other. Safe to call from any thread.</summary>
internal sealed class PostgresAssignmentCopies(PostgresDatabase database)
{
    /// <summary>So many are put in one transaction: messages of their customers wait for it.</summary>
    private const int PutStep = 500;

    private const int AppIdColumn = PostgresAssignmentTable.Width;
    private const int UidColumn = AppIdColumn + 1;

    /// <summary>$1 the time, $2 how many.</summary>
    private const string ChangedBehind =
        $"""
        SELECT {PostgresAssignmentTable.Columns}, q.appid, q.uid
        FROM (
            SELECT * FROM assignments WHERE changed_at_ms > $1 ORDER BY changed_at_ms FETCH FIRST $2 ROWS WITH TIES) AS a
        JOIN queues q ON q.id = a.customer ORDER BY a.changed_at_ms, a.customer, a.store_id
        """;

    /// <summary><see cref="IShardStore.FindAssignmentAsync"/>.</summary>
    public async ValueTask<AssignmentCopy?> FindAsync(long storeId, User customer) => await database.ReadAsync(async connection =>
        await database.QueueIds.FindAsync(connection, customer) is { } queue
            && await PostgresAssignmentTable.FindAsync(connection, queue, storeId) is { } row
                ? Copy(row, storeId, customer)
                : null);

    /// <summary><see cref="IShardStore.ReadAssignmentsAsync"/>.</summary>
    public static Task<List<AssignmentCopy>> ReadAsync(NpgsqlConnection connection, long changedAfterMs, int limit) => connection.RowsAsync(
        row =>
        {
            var ((_, storeId), assignment) = PostgresAssignmentTable.Read(row);
            return Copy(assignment, storeId, new User(row.GetInt64(AppIdColumn), row.GetInt64(UidColumn)));
        },
        ChangedBehind, changedAfterMs, (long)limit);

    /// <summary><see cref="IShardStore.PutAssignmentsAsync"/>.</summary>
    public async Task PutAsync(IReadOnlyList<AssignmentCopy> copies)
    {
        foreach (var some in copies.Chunk(PutStep))
        {
            await PutAsync(some);
        }
    }

    private async Task PutAsync(AssignmentCopy[] copies)
    {
        var queues = await database.GetQueuesAsync(Array.ConvertAll(copies, copy => copy.Assignment.Customer));

        // Most are told again and again: nothing is locked for them.
        if ((await database.ReadAsync(connection => ChangesAsync(connection, queues, copies))).Count == 0)
        {
            return;
        }

        await database.UpdateAsync(async transaction =>
        {
            await transaction.LockAsync(queues);
            var changes = await ChangesAsync(transaction.Connection, queues, copies);
            await PostgresAssignmentTable.PutAsync(transaction.Connection, changes.Select(change => (change.Key, change.Value)));
            return changes.Count;
        });
    }

    /// <summary>The assignments that copies make others, and what of them; those without a turn are given one.</summary>
    private static async Task<Dictionary<(long Customer, long StoreId), AssignmentRow>> ChangesAsync(
        NpgsqlConnection connection, long[] queues, AssignmentCopy[] copies)
    {
        (long Customer, long StoreId)[] keys = [.. queues.Zip(copies, (queue, copy) => (queue, copy.Assignment.StoreId))];
        (long Customer, long StoreId)[] distinct = [.. keys.Distinct()];
        var rows = (await connection.RowsAsync(
            PostgresAssignmentTable.Read,
            PostgresAssignmentTable.Find,
            Array.ConvertAll(distinct, key => key.Customer),
            Array.ConvertAll(distinct, key => key.StoreId))).ToDictionary(found => found.Key, found => found.Row);
        var changes = new Dictionary<(long, long), AssignmentRow>();
        foreach (var (key, copy) in keys.Zip(copies))
        {
            var was = rows.GetValueOrDefault(key);
            var now = AssignmentRow.AfterCopy(was, Storable(copy), nextTurn: () => 0);
            if (now != was)
            {
                rows[key] = changes[key] = now;
            }
        }

        return changes;
    }

    private static AssignmentCopy Storable(AssignmentCopy copy) =>
        copy with { Assignment = copy.Assignment with { Note = PostgresAssignmentTable.Storable(copy.Assignment.Note) } };

    private static AssignmentCopy Copy(AssignmentRow row, long storeId, User customer) =>
        new(row.ToAssignment(storeId, customer), row.IsUsed);
}
