using KefuChat.Storage.Sqlite;

namespace KefuChat.Maintenance.Verification;

/// <summary>What is true of the keys that devices confirmed and people have read up to.</summary>
internal static class KeyChecks
{
    /// <summary>The checks.</summary>
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("no device confirmed more than there is", Within("sync_keys", "'device ' || k.device")),
        new("nobody has read more than there is", Within("read_positions", "'conversation ' || k.conversation")),
        new(
            "read positions are of the conversation's own parties",
            """
            SELECT format('%d/%d has a read position in conversation %d', q.appid, q.uid, v.id)
            FROM read_positions p JOIN queues q ON q.id = p.queue JOIN conversations v ON v.id = p.conversation
            WHERE p.queue NOT IN (v.customer, v.seller)
            """),
    ];

    private static string Within(string table, string what) =>
        $"""
        SELECT format('%d/%d: %s is at key %d, and the newest is %d', queues.appid, queues.uid, {what}, k.sync_key, {SqliteQueue.NewestKeyColumn})
        FROM {table} k JOIN queues ON queues.id = k.queue
        WHERE k.sync_key NOT BETWEEN 0 AND {SqliteQueue.NewestKeyColumn}
        """;
}
