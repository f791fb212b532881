using KefuChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace KefuChat.Maintenance.Verification;

/// <summary>What is true of the file, whatever its tables mean.</summary>
internal static class FileChecks
{
    private const string Objects = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema";

    /// <summary>The checks.</summary>
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("SQLite finds the file whole", snapshot => StoreCheck.Rows(snapshot, "PRAGMA integrity_check(1000)").Where(line => line != "ok")),
        new("tables, indexes and triggers are those of its version", Schema),
        new(
            "rows refer to rows that are there",

            // Of entries, which are the most, it is told by the messages' own check, without reading all messages again.
            string.Join(" UNION ALL ", ((string[])["conversations", "messages", "sync_keys", "read_positions", "assignments"]).Select(table =>
                $"""SELECT format('a row of {table}%s refers to a row of %s that is not there', coalesce(', ' || rowid || ',', ''), parent) FROM pragma_foreign_key_check('{table}')"""))),
    ];

    private static IEnumerable<string> Schema(SqliteSnapshot snapshot)
    {
        using var made = SqliteStoreFile.Open(":memory:", SqliteOpenMode.Memory);
        SqliteSchema.Upgrade(made);
        var found = Read(snapshot.Connection);
        return Read(made)
            .Where(expected => found.GetValueOrDefault(expected.Key) != expected.Value)
            .Select(expected => $"the {expected.Key} is {(found.ContainsKey(expected.Key) ? "another" : "not there")}");
    }

    private static Dictionary<string, string> Read(SqliteConnection connection)
    {
        using var command = connection.Prepare(Objects);
        using var row = command.ExecuteReader();
        var objects = new Dictionary<string, string>();
        while (row.Read())
        {
            objects.Add(row.GetString(0), row.GetString(1));
        }

        return objects;
    }
}
