namespace KefuChat.Maintenance.Verification;

/// <summary>What is true of messages, and where they are found.</summary>
internal static class MessageChecks
{
    /// <summary>The checks.</summary>
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new(
            "a message is from the party that its command says",
            """
            SELECT format('message %d, with command %d, is not from that party of its conversation', m.id, m.command)
            FROM messages m JOIN conversations v ON v.id = m.conversation
            WHERE m.sender IS NOT CASE m.command WHEN 24 THEN v.customer WHEN 25 THEN v.seller END
            """),
        new("the sender's queue holds each message", InQueue("m.sender", "m.sender_key")),
        new("the receiver's queue holds each message", InQueue("iif(m.sender = v.customer, v.seller, v.customer)", "m.receiver_key")),

        // Each message is in two queues, or in one when it is to its sender. If these are all entries there are, and those
        // two checks found each, there are no others to look for.
        new(
            "a queue holds no message that is not its own",
            """
            SELECT format('%s: key %d is of message %d, which is %s', coalesce(q.appid || '/' || q.uid, 'queue ' || e.queue), e.sync_key, e.message,
                iif(m.id IS NULL, 'not there', 'not in it'))
            FROM (SELECT 1 WHERE (SELECT count(*) FROM entries) <> (
                SELECT 2 * count(*) FROM messages) - (
                SELECT count(*) FROM conversations v JOIN messages m ON m.conversation = v.id WHERE v.customer = v.seller))
            CROSS JOIN entries e
            LEFT JOIN messages m ON m.id = e.message
            LEFT JOIN conversations v ON v.id = m.conversation
            LEFT JOIN queues q ON q.id = e.queue
            WHERE NOT coalesce(
                (e.queue = m.sender AND e.sync_key = m.sender_key)
                OR (e.queue = iif(m.sender = v.customer, v.seller, v.customer) AND e.sync_key = m.receiver_key), 0)
            """),
        new(
            "no two messages of a sender have the same uuid",
            """
            SELECT format('%d/%d: messages %d to %d, %d of them, have the same uuid', q.appid, q.uid, min(m.id), max(m.id), count(*))
            FROM messages m JOIN queues q ON q.id = m.sender WHERE m.uuid <> ''
            GROUP BY m.sender, m.uuid HAVING count(*) > 1
            """),
        new(
            "a conversation knows its last message",
            """
            SELECT format('conversation %d: its last message is %s and not %d', v.id,
                coalesce((SELECT max(id) FROM messages WHERE conversation = v.id), 'none'), v.last_message)
            FROM conversations v
            WHERE v.last_message IS NOT (SELECT max(id) FROM messages WHERE conversation = v.id)
            """),
    ];

    private static string InQueue(string queue, string key) =>
        $"""
        SELECT format('message %d is not in the queue of %s under key %d', m.id,
            coalesce((SELECT appid || '/' || uid FROM queues WHERE id = {queue}), {queue}), {key})
        FROM messages m JOIN conversations v ON v.id = m.conversation
        WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.queue = {queue} AND e.sync_key = {key} AND e.message = m.id)
        """;
}
