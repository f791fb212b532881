using KefuChat.Storage.Assignments;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>The table of assignments, on one connection. Used by one caller at a time.</summary>
internal sealed class SqliteAssignmentTable(SqliteConnection connection) : IDisposable
{
    /// <summary>What of an assignment is selected from <c>assignments a</c>.</summary>
    public const string Columns = "a.seller, a.is_open, a.is_used, a.turn, a.changed_at_ms, a.transferred_by, a.note";

    /// <summary>How many columns that is.</summary>
    public const int Width = 7;

    private readonly SqliteCommand _find = connection.Prepare(
        $"SELECT {Columns} FROM assignments a WHERE a.customer = $customer AND a.store_id = $store", "$customer", "$store");

    private readonly SqliteCommand _put = connection.Prepare(
        """
        INSERT OR REPLACE INTO assignments
            (customer, store_id, seller, is_open, is_used, turn, changed_at_ms, transferred_by, note)
        VALUES ($customer, $store, $seller, $isOpen, $isUsed, $turn, $changedAt, $transferredBy, $note)
        """,
        "$customer", "$store", "$seller", "$isOpen", "$isUsed", "$turn", "$changedAt", "$transferredBy", "$note");

    private readonly SqliteCommand _remove = connection.Prepare(
        "DELETE FROM assignments WHERE customer = $customer AND store_id = $store", "$customer", "$store");

    private readonly SqliteCommand _lastTurn = connection.Prepare("SELECT max(turn) FROM assignments");

    private readonly SqliteCommand _lastTurnOf = connection.Prepare(
        "SELECT max(turn) FROM assignments WHERE seller = $seller", "$seller");

    private readonly SqliteCommand _openOf = connection.Prepare(
        "SELECT count(*) FROM assignments WHERE seller = $seller AND is_open = 1", "$seller");

    /// <summary>The assignment, from <see cref="Columns"/> that come first.</summary>
    public static AssignmentRow Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetBoolean(1), row.GetBoolean(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetString(6));

    /// <summary>The assignment of a customer in a store, or null.</summary>
    /// <param name="customer">The customer's queue.</param>
    /// <param name="storeId">The store.</param>
    public AssignmentRow? Find(long customer, long storeId)
    {
        using var row = _find.Bind(customer, storeId).ExecuteReader();
        return row.Read() ? Read(row) : null;
    }

    /// <summary>Makes it, or puts it in place of what was there.</summary>
    public void Put(long customer, long storeId, AssignmentRow row) => _put.Bind(
        customer, storeId, row.SellerId, row.IsOpen, row.IsUsed, row.Turn, row.ChangedAtMs, row.TransferredBy, row.Note).ExecuteNonQuery();

    /// <summary>Removes it, if it is there.</summary>
    public void Remove(long customer, long storeId) => _remove.Bind(customer, storeId).ExecuteNonQuery();

    /// <summary>The turn of whoever is given one now.</summary>
    public long NextTurn() => (_lastTurn.Scalar() ?? 0) + 1;

    /// <summary>When a seller was given one last; 0 for never.</summary>
    public long LastTurnOf(long sellerId) => _lastTurnOf.Bind(sellerId).Scalar() ?? 0;

    /// <summary>How many of a seller's are open, over all stores.</summary>
    public long OpenOf(long sellerId) => _openOf.Bind(sellerId).Scalar() ?? 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_find, _put, _remove, _lastTurn, _lastTurnOf, _openOf])
        {
            command.Dispose();
        }
    }
}
