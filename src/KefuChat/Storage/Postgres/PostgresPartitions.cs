using System.Globalization;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// The months of the messages, and of what the search index knows of them. A message's id begins with the month it was given
/// in, by the server's clock, and each month's are tables of their own. Ids only go upwards: a clock that is set back changes
/// nothing.
/// </summary>
internal static class PostgresPartitions
{
    /// <summary>How many bits of an id count within its month.</summary>
    public const int CountBits = 40;

    /// <summary>
    /// For whoever makes or drops tables while messages are stored: everybody waits behind one who waits for the others, so
    /// that is not for long.
    /// </summary>
    public const string SetPatience = "SET LOCAL lock_timeout = '500ms'";

    /// <summary>The first id of a month.</summary>
    /// <param name="month">Months since January 1970.</param>
    public static long FirstId(int month) => (long)month << CountBits;

    /// <summary>
    /// Makes the tables of this month and the next, and lets ids be this month's. Whoever does not get to it goes on with
    /// the month before. Within a transaction that holds <see cref="PostgresSchema.Lock"/>.
    /// </summary>
    public static async Task PrepareAsync(NpgsqlConnection connection) =>
        await PrepareAsync(connection, await CurrentMonthAsync(connection));

    /// <summary>The same, as if it were a month.</summary>
    /// <param name="connection">The transaction's connection.</param>
    /// <param name="month">Months since January 1970.</param>
    public static async Task PrepareAsync(NpgsqlConnection connection, int month)
    {
        await AddAsync(connection, month);
        await AddAsync(connection, month + 1);
        await connection.ExecuteAsync(
            "SELECT setval('message_ids', $1, false) FROM message_ids WHERE last_value < $1", FirstId(month));
    }

    /// <summary>This month by the server's clock, in months since January 1970.</summary>
    public static async Task<int> CurrentMonthAsync(NpgsqlConnection connection) => await connection.ScalarAsync<int>(
        "SELECT (extract(year FROM t) * 12 + extract(month FROM t) - 1 - 1970 * 12)::int FROM (SELECT now() AT TIME ZONE 'UTC') AS u (t)") ?? 0;

    /// <summary>The months there are, in their order: months since January 1970.</summary>
    public static async Task<List<int>> ListAsync(NpgsqlConnection connection)
    {
        var months = await connection.RowsAsync(
            row => MonthOf(row.GetString(0)),
            "SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'messages'::regclass");
        return [.. months.Order()];
    }

    /// <summary>Drops a month's tables. Within a transaction that holds <see cref="PostgresSchema.Lock"/>.</summary>
    public static Task<int> DropAsync(NpgsqlConnection connection, int month) =>
        connection.ExecuteAsync($"DROP TABLE messages_{Suffix(month)}, search_words_{Suffix(month)}");

    /// <summary>The table of a month's messages.</summary>
    public static string Table(int month) => $"messages_{Suffix(month)}";

    /// <summary>When a month is over.</summary>
    public static DateTimeOffset EndOf(int month) => DateTimeOffset.UnixEpoch.AddMonths(month + 1);

    /// <summary>Makes a month's tables, unless they are there. Within a transaction that holds <see cref="PostgresSchema.Lock"/>.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, int month)
    {
        var suffix = Suffix(month);
        await using var exists = connection.Statement("SELECT to_regclass($1) IS NOT NULL", Table(month));
        if (await exists.ExecuteScalarAsync() is true)
        {
            return;
        }

        var values = string.Create(CultureInfo.InvariantCulture, $"FOR VALUES FROM ({FirstId(month)}) TO ({FirstId(month + 1)})");
        await connection.ExecuteAsync($"""
            CREATE TABLE messages_{suffix} PARTITION OF messages {values};
            CREATE UNIQUE INDEX messages_{suffix}_by_uuid ON messages_{suffix} (sender, uuid) WHERE uuid <> '';
            CREATE TABLE search_words_{suffix} PARTITION OF search_words {values}
            """);
    }

    private static string Suffix(int month) => string.Create(CultureInfo.InvariantCulture, $"{1970 + (month / 12)}_{(month % 12) + 1:00}");

    private static int MonthOf(string table)
    {
        var parts = table.Split('_');
        return ((int.Parse(parts[1], CultureInfo.InvariantCulture) - 1970) * 12) + int.Parse(parts[2], CultureInfo.InvariantCulture) - 1;
    }
}
