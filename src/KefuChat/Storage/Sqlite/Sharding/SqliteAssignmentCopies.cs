using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Sharding;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>Assignments as they are told to other shards, and what these tell.</summary>
internal static class SqliteAssignmentCopies
{
    private const int StoreIdColumn = SqliteAssignmentTable.Width;

    private const string Select =
        $"SELECT {SqliteAssignmentTable.Columns}, a.store_id, q.appid, q.uid FROM assignments a JOIN queues q ON q.id = a.customer";

    /// <summary><see cref="IShardStore.FindAssignmentAsync"/>.</summary>
    public static AssignmentCopy? Find(SqliteConnection connection, long storeId, User customer)
    {
        using var command = PrepareFind(connection);
        return Find(command, storeId, customer) is { } row ? new AssignmentCopy(row.ToAssignment(storeId, customer), row.IsUsed) : null;
    }

    /// <summary>Those of some copies that would change something.</summary>
    public static List<AssignmentCopy> Changing(SqliteConnection connection, IReadOnlyList<AssignmentCopy> copies)
    {
        using var command = PrepareFind(connection);
        return [.. copies.Where(copy =>
        {
            var was = Find(command, copy.Assignment.StoreId, copy.Assignment.Customer);
            return AssignmentRow.AfterCopy(was, copy, nextTurn: () => 0) != was;
        })];
    }

    /// <summary><see cref="IShardStore.ReadAssignmentsAsync"/>.</summary>
    public static List<AssignmentCopy> Read(SqliteConnection connection, long changedAfterMs, int limit)
    {
        // With fewer than the limit there is no last one, and all are told.
        using var command = connection.Prepare(
            $"""
            {Select} WHERE a.changed_at_ms > $after AND a.changed_at_ms <= ifnull(
                (SELECT changed_at_ms FROM assignments WHERE changed_at_ms > $after ORDER BY changed_at_ms LIMIT 1 OFFSET $limit - 1), $end)
            ORDER BY a.changed_at_ms
            """,
            "$after", "$limit", "$end");
        using var row = command.Bind(changedAfterMs, (long)limit, long.MaxValue).ExecuteReader();
        var copies = new List<AssignmentCopy>();
        while (row.Read())
        {
            var customer = new User(row.GetInt64(StoreIdColumn + 1), row.GetInt64(StoreIdColumn + 2));
            var found = SqliteAssignmentTable.Read(row);
            copies.Add(new AssignmentCopy(found.ToAssignment(row.GetInt64(StoreIdColumn), customer), found.IsUsed));
        }

        return copies;
    }

    private static SqliteCommand PrepareFind(SqliteConnection connection) => connection.Prepare(
        $"{Select} WHERE q.appid = $appid AND q.uid = $uid AND a.store_id = $store", "$appid", "$uid", "$store");

    private static AssignmentRow? Find(SqliteCommand command, long storeId, User customer)
    {
        using var row = command.Bind(customer.AppId, customer.Uid, storeId).ExecuteReader();
        return row.Read() ? SqliteAssignmentTable.Read(row) : null;
    }
}
