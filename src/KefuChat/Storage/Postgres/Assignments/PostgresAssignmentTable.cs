using System.Text;
using KefuChat.Storage.Assignments;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>The statements about assignments; whoever writes one holds the lock of its customer's queue.</summary>
internal static class PostgresAssignmentTable
{
    /// <summary>How many columns an assignment takes.</summary>
    public const int Width = 9;

    /// <summary>What of <c>assignments a</c> is selected, from the first column on. For <see cref="Read"/>.</summary>
    public const string Columns =
        "a.customer, a.store_id, a.seller, a.is_open, a.is_used, a.turn, a.changed_at_ms, a.transferred_by, a.note";

    /// <summary>Reads assignments: $1 their customers' queues, $2 their stores. For <see cref="Read"/>.</summary>
    public const string Find =
        $"""
        SELECT {Columns}
        FROM unnest($1, $2) AS u (customer, store_id) JOIN assignments a ON a.customer = u.customer AND a.store_id = u.store_id
        """;

    /// <summary>Reads all assignments of customers: $1 their queues. For <see cref="Read"/>.</summary>
    public const string FindOfCustomers = $"SELECT {Columns} FROM assignments a WHERE a.customer = ANY ($1)";

    /// <summary>Makes assignments, or puts them in place of what was there; those without a turn get the next, in their order.</summary>
    private const string PutAll =
        """
        INSERT INTO assignments (customer, store_id, seller, is_open, is_used, turn, changed_at_ms, transferred_by, note)
        SELECT customer, store_id, seller, is_open, is_used, CASE turn WHEN 0 THEN nextval('assignment_turns') ELSE turn END,
            changed_at_ms, transferred_by, note
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
            AS u (customer, store_id, seller, is_open, is_used, turn, changed_at_ms, transferred_by, note)
        ON CONFLICT (customer, store_id) DO UPDATE SET
            seller = excluded.seller, is_open = excluded.is_open, is_used = excluded.is_used, turn = excluded.turn,
            changed_at_ms = excluded.changed_at_ms, transferred_by = excluded.transferred_by, note = excluded.note
        """;

    /// <summary>A row of <see cref="Columns"/>.</summary>
    public static ((long Customer, long StoreId) Key, AssignmentRow Row) Read(NpgsqlDataReader row) => (
        (row.GetInt64(0), row.GetInt64(1)),
        new AssignmentRow(
            row.GetInt64(2), row.GetBoolean(3), row.GetBoolean(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetString(8)));

    /// <summary>PostgreSQL's texts hold UTF-8 without U+0000: the sign for what cannot be shown stands for what else there is.</summary>
    public static string Storable(string note) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(note.Replace('\0', '\uFFFD')));

    /// <summary>An assignment, or null.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="customer">The customer's queue.</param>
    /// <param name="storeId">The store.</param>
    public static async Task<AssignmentRow?> FindAsync(NpgsqlConnection connection, long customer, long storeId) =>
        (await connection.RowsAsync(Read, Find, (long[])[customer], (long[])[storeId])).SingleOrDefault().Row;

    /// <summary>Adds to a batch what puts assignments; each is put once.</summary>
    public static void Put(NpgsqlBatch batch, IEnumerable<((long Customer, long StoreId) Key, AssignmentRow Row)> assignments)
    {
        var all = assignments.ToArray();
        if (all.Length > 0)
        {
            batch.Add(
                PutAll,
                Array.ConvertAll(all, put => put.Key.Customer),
                Array.ConvertAll(all, put => put.Key.StoreId),
                Array.ConvertAll(all, put => put.Row.SellerId),
                Array.ConvertAll(all, put => put.Row.IsOpen),
                Array.ConvertAll(all, put => put.Row.IsUsed),
                Array.ConvertAll(all, put => put.Row.Turn),
                Array.ConvertAll(all, put => put.Row.ChangedAtMs),
                Array.ConvertAll(all, put => put.Row.TransferredBy),
                Array.ConvertAll(all, put => put.Row.Note));
        }
    }

    /// <summary>Puts assignments, each once.</summary>
    public static async Task PutAsync(NpgsqlConnection connection, IEnumerable<((long Customer, long StoreId) Key, AssignmentRow Row)> assignments)
    {
        await using var batch = new NpgsqlBatch(connection);
        Put(batch, assignments);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync();
        }
    }
}
