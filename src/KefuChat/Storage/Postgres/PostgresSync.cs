using KefuChat.Protocol;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Reads queues, each page in one statement: what it says of the queue's end is of the same moment.</summary>
internal static class PostgresSync
{
    private const int TotalColumn = PostgresMessageRow.Width;
    private const int NewestKeyColumn = TotalColumn + 1;

    /// <summary>
    /// $1 appid, $2 uid, $3 the key, $4 how many. A queue's owner is the customer of some messages and may be the seller of
    /// others; who writes to himself is both of one. One row more than asked, or one behind the bytes of a page, is only
    /// there to tell that there is more: the total says so.
    /// </summary>
    private static readonly string Page =
        $"""
        SELECT n.*, q.newest_key FROM queues q LEFT JOIN LATERAL (
            SELECT k.sync_key, {PostgresMessageRow.Columns}, k.total
            FROM (
                SELECT e.sync_key, e.id, count(*) OVER () AS total,
                    coalesce(sum(e.bytes) OVER (ORDER BY e.sync_key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS bytes_before
                FROM (
                    (SELECT customer_key AS sync_key, id, octet_length(content) AS bytes FROM messages
                        WHERE customer = q.id AND customer_key > $3 ORDER BY customer_key LIMIT $4 + 1)
                    UNION ALL
                    (SELECT seller_key, id, octet_length(content) FROM messages
                        WHERE seller = q.id AND seller_key > $3 AND customer <> seller ORDER BY seller_key LIMIT $4 + 1)
                    ORDER BY sync_key LIMIT $4 + 1) AS e) AS k
            JOIN messages m ON m.id = k.id {PostgresMessageRow.Joins}
            WHERE k.bytes_before < {SyncPage.ContentBytes}) AS n ON true
        WHERE q.appid = $1 AND q.uid = $2 ORDER BY n.sync_key
        """;

    /// <summary><see cref="IMessageStore.SyncAsync"/>.</summary>
    public static async Task<SyncPage> PageAsync(NpgsqlConnection connection, User user, long afterKey, int limit)
    {
        await using var command = connection.Statement(Page, user.AppId, user.Uid, afterKey, (long)limit);
        await using var row = await command.ExecuteReaderAsync();
        var messages = new List<StoredMessage>();
        var (total, newestKey) = (0L, 0L);
        while (await row.ReadAsync())
        {
            newestKey = row.GetInt64(NewestKeyColumn);
            if (!row.IsDBNull(TotalColumn) && messages.Count < limit)
            {
                total = row.GetInt64(TotalColumn);
                messages.Add(PostgresMessageRow.Read(row));
            }
        }

        return messages.Count < total
            ? new SyncPage(messages, HasMore: true, messages[^1].SyncKey)
            : new SyncPage(messages, HasMore: false, newestKey);
    }

    /// <summary><see cref="IMessageStore.LatestKeysAsync"/>.</summary>
    public static async Task<IReadOnlyList<long>> LatestKeysAsync(NpgsqlConnection connection, IReadOnlyList<User> users) =>
        await connection.RowsAsync(
            row => row.GetInt64(0),
            """
            SELECT coalesce(q.newest_key, 0) FROM unnest($1, $2) WITH ORDINALITY AS u (appid, uid, place)
            LEFT JOIN queues q ON q.appid = u.appid AND q.uid = u.uid ORDER BY u.place
            """,
            users.Select(user => user.AppId).ToArray(),
            users.Select(user => user.Uid).ToArray());
}
