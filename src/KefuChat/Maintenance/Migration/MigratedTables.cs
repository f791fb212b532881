using KefuChat.Storage.Sqlite;
using NpgsqlTypes;
using static NpgsqlTypes.NpgsqlDbType;

namespace KefuChat.Maintenance.Migration;

/// <summary>All that a store holds. What is only SQLite's stays: the entries, which messages are in PostgreSQL, and the search index.</summary>
internal static class MigratedTables
{
    // In the order of messages, which CROSS JOIN tells SQLite to keep to.
    private const string Message = "messages m CROSS JOIN conversations v ON v.id = m.conversation";

    // That of the key, or of the nearest before it.
    private const string ReadMessage =
        """
        coalesce((SELECT e.message FROM entries e WHERE e.queue = read_positions.queue AND e.sync_key <= read_positions.sync_key
            ORDER BY e.sync_key DESC LIMIT 1), 0)
        """;

    /// <summary>The tables that are copied, in this order.</summary>
    public static IReadOnlyList<MigratedTable> All { get; } =
    [
        new("queues", "queues", "id", Order: 1,
        [
            new("id", Bigint),
            new("appid", Bigint),
            new("uid", Bigint),
            new("newest_key", Bigint, SqliteQueue.NewestKeyColumn),
            new("is_merged", NpgsqlDbType.Boolean),
        ]),
        new("conversations", "conversations", "id", Order: 1,
        [
            new("id", Bigint),
            new("customer", Bigint),
            new("store_id", Bigint),
            new("seller", Bigint),
            new("last_message", Bigint, IsMessageId: true),
        ]),
        new("messages", Message, "m.id", Order: 1,
        [
            new("id", Bigint, "m.id", IsMessageId: true),
            new("conversation", Bigint, "m.conversation"),
            new("sender", Bigint, "m.sender"),
            new("customer", Bigint, "v.customer"),
            new("customer_key", Bigint, "iif(m.sender = v.customer, m.sender_key, m.receiver_key)"),
            new("seller", Bigint, "v.seller"),
            new("seller_key", Bigint, "iif(m.sender = v.customer, m.receiver_key, m.sender_key)"),
            new("timestamp_ms", Bigint, "m.timestamp_ms"),
            new("command", Smallint, "m.command"),
            new("flags", Smallint, "m.flags"),
            new("device", Bytea, "CAST(m.device AS BLOB)"),
            new("uuid", Bytea, "CAST(m.uuid AS BLOB)"),
            new("content", Bytea, "m.content"),
        ]),
        new("sync_keys", "sync_keys", "queue", Order: 2,
        [
            new("queue", Bigint),
            new("device", Bytea, "CAST(device AS BLOB)"),
            new("sync_key", Bigint),
        ]),
        new("read_positions", "read_positions", "queue", Order: 2,
        [
            new("queue", Bigint),
            new("conversation", Bigint),
            new("sync_key", Bigint),
            new("message", Bigint, ReadMessage, IsMessageId: true),
        ]),
        new("assignments", "assignments", "customer", Order: 2,
        [
            new("customer", Bigint),
            new("store_id", Bigint),
            new("seller", Bigint),
            new("is_open", NpgsqlDbType.Boolean),
            new("is_used", NpgsqlDbType.Boolean),
            new("turn", Bigint),
            new("changed_at_ms", Bigint),
            new("transferred_by", Bigint),
            new("note", Text),
        ]),
        new("documents", "documents", "rowid", Order: 2,
        [
            new("kind", Text),
            new("id", Bytea, "CAST(id AS BLOB)"),
            new("version", Text),
            new("body", Bytea),
        ]),
    ];

    /// <summary>The queues as their owners read them, to be compared: in SQLite rows of their own, in PostgreSQL what messages say.</summary>
    public static MigratedTable Entries { get; } = new("entries", "entries", "queue", Order: 2,
    [
        new("queue", Bigint),
        new("sync_key", Bigint),
        new("message", Bigint, IsMessageId: true),
    ])
    {
        Target =
            """
            (SELECT customer AS queue, customer_key AS sync_key, id AS message FROM messages
            UNION ALL SELECT seller, seller_key, id FROM messages WHERE seller <> customer) AS entries
            """,
    };
}
