using System.Text;
using KefuChat.Storage.Sharding;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Finds messages by their names, and reads all there are, in the order of their ids.</summary>
internal static class PostgresShardMessages
{
    private const int TotalColumn = PostgresMessageRow.Width;

    /// <summary>
    /// $1 appids, $2 uids, $3 dedupe keys. In all months, so that of messages that bear one name, months apart, the newest
    /// comes last.
    /// </summary>
    private const string Find =
        """
        SELECT u.place, m.customer_key, m.seller_key
        FROM unnest($1, $2, $3) WITH ORDINALITY AS u (appid, uid, uuid, place)
        JOIN queues q ON q.appid = u.appid AND q.uid = u.uid
        JOIN messages m ON m.sender = q.id AND m.uuid = u.uuid AND m.uuid <> ''
        ORDER BY m.id
        """;

    /// <summary>
    /// $1 the id to begin behind, $2 the last, $3 how many. One row more than asked, or one behind the bytes of a page, is
    /// only there to tell that there is more: the total says so.
    /// </summary>
    private static readonly string Page =
        $"""
        SELECT m.id, {PostgresMessageRow.Columns}, m.total
        FROM (
            SELECT *, count(*) OVER () AS total,
                coalesce(sum(octet_length(content)) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS bytes_before
            FROM (SELECT * FROM messages WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3 + 1) AS m) AS m
        {PostgresMessageRow.Joins}
        WHERE m.bytes_before < {SyncPage.ContentBytes} ORDER BY m.id
        """;

    /// <summary><see cref="IShardStore.FindAsync"/>.</summary>
    public static async Task<IReadOnlyList<MessageKeys?>> FindAsync(NpgsqlConnection connection, IReadOnlyList<MessageName> names)
    {
        var found = await connection.RowsAsync(
            row => (Place: row.GetInt64(0), Keys: new MessageKeys(row.GetInt64(1), row.GetInt64(2))),
            Find,
            names.Select(name => name.Sender.AppId).ToArray(),
            names.Select(name => name.Sender.Uid).ToArray(),
            names.Select(name => Encoding.UTF8.GetBytes(name.DedupeKey)).ToArray());
        var keys = new MessageKeys?[names.Count];
        found.ForEach(one => keys[one.Place - 1] = one.Keys);
        return keys;
    }

    /// <summary>The newest message up to an id; 0 for none.</summary>
    public static async Task<long> NewestAsync(NpgsqlConnection connection, long upTo) =>
        await connection.ScalarAsync<long>("SELECT max(id) FROM messages WHERE id <= $1", upTo) ?? 0;

    /// <summary><see cref="IShardStore.ReadAsync"/>.</summary>
    public static async Task<SyncPage> PageAsync(NpgsqlConnection connection, long after, long upTo, int limit)
    {
        await using var command = connection.Statement(Page, after, upTo, (long)limit);
        await using var row = await command.ExecuteReaderAsync();
        var messages = new List<StoredMessage>();
        var total = 0L;
        while (await row.ReadAsync() && messages.Count < limit)
        {
            total = row.GetInt64(TotalColumn);
            messages.Add(PostgresMessageRow.Read(row));
        }

        return messages.Count < total
            ? new SyncPage(messages, HasMore: true, messages[^1].SyncKey)
            : new SyncPage(messages, HasMore: false, upTo);
    }

    /// <summary><see cref="IShardStore.RenameAsync"/>.</summary>
    /// <param name="connection">A transaction's that has locked the senders' queues.</param>
    /// <param name="names">The messages.</param>
    /// <param name="senders">Their senders' queues.</param>
    public static Task<int> RenameAsync(NpgsqlConnection connection, IReadOnlyList<MessageName> names, long[] senders) => connection.ExecuteAsync(
        $"""
        UPDATE messages m SET uuid = u.renamed, flags = m.flags | {StoredFlags.DedupeId}
        FROM unnest($1, $2, $3) AS u (sender, uuid, renamed) WHERE m.sender = u.sender AND m.uuid = u.uuid AND m.uuid <> ''
        """,
        senders,
        names.Select(name => Encoding.UTF8.GetBytes(name.DedupeKey)).ToArray(),
        names.Select(name => Encoding.UTF8.GetBytes(name.Renamed)).ToArray());
}
