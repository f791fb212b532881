namespace KefuChat.Storage.Postgres;

/// <summary>
/// Finds places in queues, within statements: expressions that give the id of a key's message. Keys whose messages were
/// removed are answered by their neighbours.
/// </summary>
/// <remarks>A queue's owner is the customer of some messages and may be the seller of others.</remarks>
internal static class PostgresPlaces
{
    /// <summary>The message of a key, or of the nearest before it; 0 when there is none.</summary>
    /// <param name="queue">What names the queue, as in <c>$1</c>.</param>
    /// <param name="key">What names the key.</param>
    public static string UpTo(string queue, string key) => Nearest(queue, key, "<=", "DESC", none: 0);

    /// <summary>The message of a key, or of the nearest behind it; <see cref="long.MaxValue"/> when there is none.</summary>
    /// <param name="queue">What names the queue, as in <c>$1</c>.</param>
    /// <param name="key">What names the key.</param>
    public static string From(string queue, string key) => Nearest(queue, key, ">=", "ASC", none: long.MaxValue);

    private static string Nearest(string queue, string key, string compares, string order, long none) =>
        $"""
        coalesce((SELECT e.id FROM (
            (SELECT customer_key AS key, id FROM messages WHERE customer = {queue} AND customer_key {compares} {key}
                ORDER BY customer_key {order} LIMIT 1)
            UNION ALL
            (SELECT seller_key, id FROM messages WHERE seller = {queue} AND seller_key {compares} {key}
                ORDER BY seller_key {order} LIMIT 1)) AS e
            ORDER BY e.key {order} LIMIT 1), {none})
        """;
}
