using KefuChat.Storage.Sqlite;

namespace KefuChat.Maintenance.Verification;

/// <summary>Something that is true of every sound store.</summary>
/// <param name="Promise">What, as a sentence without its full stop.</param>
/// <param name="Violations">Finds where it is not, one by one: each a sentence that names the rows.</param>
internal sealed record StoreCheck(string Promise, Func<SqliteSnapshot, IEnumerable<string>> Violations)
{
    /// <summary>A check that is one statement; its rows are the sentences.</summary>
    public StoreCheck(string promise, string sql)
        : this(promise, snapshot => Rows(snapshot, sql))
    {
    }

    /// <summary>The rows of a statement, one sentence each.</summary>
    public static IEnumerable<string> Rows(SqliteSnapshot snapshot, string sql)
    {
        using var command = snapshot.Connection.Prepare(sql);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return row.GetString(0);
        }
    }
}
