namespace KefuChat.Maintenance.Verification;

/// <summary>What is true of each queue by itself.</summary>
internal static class QueueChecks
{
    /// <summary>The checks.</summary>
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        // Where messages were removed or given to another queue holes are left, all of them up to removed_key; so in a sound
        // queue there are as many entries above it as keys. Only in others the holes are looked for.
        new(
            "the keys of a queue have no gap but where messages were removed",
            """
            SELECT format('%d/%d: key %d is missing', torn.appid, torn.uid, e.sync_key - 1)
            FROM queues torn CROSS JOIN entries e ON e.queue = torn.id AND e.sync_key > torn.removed_key + 1
            WHERE (SELECT count(*) FROM entries WHERE queue = torn.id AND sync_key > torn.removed_key)
                    <> max(0, coalesce((SELECT max(sync_key) FROM entries WHERE queue = torn.id), 0) - torn.removed_key)
              AND NOT EXISTS (SELECT 1 FROM entries WHERE queue = torn.id AND sync_key = e.sync_key - 1)
            """),
        new(
            "keys begin at 1",
            """
            SELECT format('%d/%d: there is a key %d', q.appid, q.uid, e.sync_key)
            FROM queues q CROSS JOIN entries e ON e.queue = q.id AND e.sync_key < 1
            """),

        // A queue that was given another's messages has old ones under new keys.
        new(
            "a queue has its messages in the order they were stored in",
            """
            SELECT format('%d/%d: the message of key %d is older than that of the key before', q.appid, q.uid, e.sync_key)
            FROM (SELECT queue, sync_key, message, lag(message) OVER (PARTITION BY queue ORDER BY sync_key) AS before FROM entries) e
            CROSS JOIN queues q ON q.id = e.queue
            WHERE e.message <= e.before AND q.is_merged = 0
            """),
    ];
}
