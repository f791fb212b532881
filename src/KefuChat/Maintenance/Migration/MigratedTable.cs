using KefuChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace KefuChat.Maintenance.Migration;

/// <summary>A table of PostgreSQL's, and what it is in SQLite.</summary>
/// <param name="Name">Its name in PostgreSQL.</param>
/// <param name="From">What is selected from in SQLite.</param>
/// <param name="Cursor">A whole number above 0 in SQLite that rows are copied in the order of; all rows of a number are copied at once.</param>
/// <param name="Order">How many of its columns, from the first, order its rows.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record MigratedTable(string Name, string From, string Cursor, int Order, IReadOnlyList<MigratedColumn> Columns)
{
    /// <summary>What is selected from in PostgreSQL.</summary>
    public string Target { get; init; } = Name;

    /// <summary>The statement that takes rows in.</summary>
    public string Copy => $"COPY {Name} ({Names}) FROM STDIN (FORMAT BINARY)";

    /// <summary>All rows in PostgreSQL, in order.</summary>
    public string SelectTarget => $"SELECT {Names} FROM {Target} ORDER BY {string.Join(", ", Columns.Take(Order).Select(column => column.Name))}";

    private string Names => string.Join(", ", Columns.Select(column => column.Name));

    private string Sources => string.Join(", ", Columns.Select(column => column.Source ?? column.Name));

    /// <summary>How many rows there are in SQLite.</summary>
    public long Count(SqliteConnection connection) => connection.Scalar($"SELECT count(*) FROM {From}");

    /// <summary>How many of them are up to a cursor.</summary>
    public long CountUpTo(SqliteConnection connection, long cursor)
    {
        using var command = connection.Prepare($"SELECT count(*) FROM {From} WHERE {Cursor} <= $cursor", "$cursor").Bind(cursor);
        return command.Scalar() ?? 0;
    }

    /// <summary>The rows in SQLite behind a cursor, in its order: the cursor first, then the columns.</summary>
    public SqliteCommand SelectBehind(SqliteConnection connection, long cursor) =>
        connection.Prepare($"SELECT {Cursor}, {Sources} FROM {From} WHERE {Cursor} > $cursor ORDER BY {Cursor}", "$cursor").Bind(cursor);

    /// <summary>All rows in SQLite, in order: the cursor first, then the columns.</summary>
    public SqliteCommand SelectAll(SqliteConnection connection) => connection.Prepare(
        $"SELECT {Cursor}, {Sources} FROM {From} ORDER BY {string.Join(", ", Columns.Take(Order).Select(column => column.Source ?? column.Name))}");

    /// <summary>The row a reader stands at, as it is in PostgreSQL.</summary>
    public object[] Convert(SqliteDataReader row, MessageIds ids)
    {
        var values = new object[Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Columns[i].Convert(row.GetValue(i + 1), ids);
        }

        return values;
    }
}
