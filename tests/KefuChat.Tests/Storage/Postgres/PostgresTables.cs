using KefuChat.Storage.Postgres;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>What holds between the tables whatever was done.</summary>
internal static class PostgresTables
{
    private static readonly Dictionary<string, string> Offences = new()
    {
        ["a key is two messages'"] =
            """
            SELECT count(*) FROM (
                SELECT FROM (
                    SELECT customer AS queue, customer_key AS key FROM messages
                    UNION ALL SELECT seller, seller_key FROM messages WHERE seller <> customer) AS keys
                GROUP BY queue, key HAVING count(*) > 1) AS twice
            """,
        ["a key was never given"] =
            "SELECT count(*) FROM messages m JOIN queues q ON (q.id = m.customer AND m.customer_key > q.newest_key) OR (q.id = m.seller AND m.seller_key > q.newest_key)",
        ["a message is not its conversation's"] =
            """
            SELECT count(*) FROM messages m LEFT JOIN conversations v ON v.id = m.conversation
            WHERE v.id IS NULL OR m.customer <> v.customer OR m.seller <> v.seller OR m.sender NOT IN (m.customer, m.seller)
            """,
        ["a conversation is empty, or its last message is another"] =
            "SELECT count(*) FROM conversations v WHERE last_message <> coalesce((SELECT max(id) FROM messages WHERE conversation = v.id), -1)",
        ["a read position is of another's conversation"] =
            """
            SELECT count(*) FROM read_positions p
            WHERE NOT EXISTS (SELECT FROM conversations WHERE id = p.conversation AND p.queue IN (customer, seller))
            """,
        ["a conversation in a shop has no assignment"] =
            """
            SELECT count(*) FROM conversations v WHERE store_id <> 0
                AND NOT EXISTS (SELECT FROM assignments WHERE customer = v.customer AND store_id = v.store_id AND is_used)
            """,
        ["two assignments had the same turn"] =
            "SELECT count(*) - count(DISTINCT turn) FROM assignments",
    };

    public static async Task FitAsync(PostgresDatabase database)
    {
        foreach (var (offence, sql) in Offences)
        {
            Assert.True(await database.ReadAsync(connection => connection.ScalarAsync<long>(sql)) == 0, offence);
        }
    }
}
