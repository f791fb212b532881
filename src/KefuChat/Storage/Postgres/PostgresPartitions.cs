using System.Globalization;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// The months of the messages. A message's id begins with the month it was given in, by the server's clock, and each month's
/// are a table of their own. Ids only go upwards: a clock that is set back changes nothing.
/// </summary>
internal static class PostgresPartitions
{
    /// <summary>How many bits of an id count within its month.</summary>
    public const int CountBits = 40;

    /// <summary>The first id of a month.</summary>
    /// <param name="month">Months since January 1970.</param>
    public static long FirstId(int month) => (long)month << CountBits;

    /// <summary>
    /// Makes the tables of this month and the next, and lets ids be this month's. Whoever does not get to it goes on with
    /// the month before. Within a transaction that holds <see cref="PostgresSchema.Lock"/>.
    /// </summary>
    public static async Task PrepareAsync(NpgsqlConnection connection)
    {
        var month = await CurrentMonthAsync(connection);
        await AddAsync(connection, month);
        await AddAsync(connection, month + 1);
        await connection.ExecuteAsync(
            "SELECT setval('message_ids', $1, false) FROM message_ids WHERE last_value < $1", FirstId(month));
    }

    /// <summary>This month by the server's clock, in months since January 1970.</summary>
    public static async Task<int> CurrentMonthAsync(NpgsqlConnection connection) => await connection.ScalarAsync<int>(
        "SELECT (extract(year FROM t) * 12 + extract(month FROM t) - 1 - 1970 * 12)::int FROM (SELECT now() AT TIME ZONE 'UTC') AS u (t)") ?? 0;

    /// <summary>Makes the table of a month, unless it is there. Within a transaction that holds <see cref="PostgresSchema.Lock"/>.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, int month)
    {
        var table = string.Create(CultureInfo.InvariantCulture, $"messages_{1970 + (month / 12)}_{(month % 12) + 1:00}");
        await using var exists = connection.Statement("SELECT to_regclass($1) IS NOT NULL", table);
        if (await exists.ExecuteScalarAsync() is true)
        {
            return;
        }

        await connection.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            CREATE TABLE {table} PARTITION OF messages FOR VALUES FROM ({FirstId(month)}) TO ({FirstId(month + 1)});
            CREATE UNIQUE INDEX {table}_by_uuid ON {table} (sender, uuid) WHERE uuid <> ''
            """));
    }
}
