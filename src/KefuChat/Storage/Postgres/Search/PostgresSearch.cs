using KefuChat.Storage.Search;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// Finds messages of a queue by their words: those the index does not know yet by looking at them, and the others by the
/// index. What it finds is looked up: it never gives away what is not in the asking user's queue.
/// </summary>
/// <param name="connection">Where to read; its statements see the same state.</param>
/// <param name="queue">The queue of the user who asks.</param>
/// <param name="question">What is looked for.</param>
/// <param name="limit">The most messages of a page.</param>
internal sealed class PostgresSearch(NpgsqlConnection connection, long queue, SearchQuestion question, int limit)
{
    /// <summary>
    /// So many of the newest messages are looked at directly: what a busy queue gets while the index is behind. Where that is
    /// further behind, the rest is found when it comes there.
    /// </summary>
    private const int MostDirectly = 2000;

    private const int IdColumn = PostgresMessageRow.Width;

    /// <summary>$1 the queue, $2 the key to begin before. Messages come first: whoever adds or drops months locks them in this order.</summary>
    private static readonly string Begin =
        $"SELECT {PostgresPlaces.From("$1", "$2")}, coalesce((SELECT min(id) FROM messages), 0), (SELECT indexed_to FROM search_state)";

    /// <summary>$1 the queue, $2 how far the index knows, $3 the message to begin before.</summary>
    private static readonly string FindDirectly =
        $"""
        SELECT n.key, {PostgresMessageRow.Columns}, n.id
        FROM (
            (SELECT customer_key AS key, id FROM messages WHERE customer = $1
                ORDER BY customer_key DESC LIMIT {MostDirectly})
            UNION
            (SELECT seller_key, id FROM messages WHERE seller = $1
                ORDER BY seller_key DESC LIMIT {MostDirectly})) AS n
        CROSS JOIN LATERAL (SELECT * FROM messages WHERE id = n.id LIMIT 1) AS m {PostgresMessageRow.Joins}
        WHERE n.id > $2 AND n.id < $3 ORDER BY n.id DESC
        """;

    private readonly List<StoredMessage> _found = [];
    private PageRoom _room = new(limit);
    private bool _hasMore;

    /// <summary>
    /// $1 the queue, $2 the tokens, $3 the message to begin before, $4 and $5 the newest and the oldest month. By the negative
    /// id, which no index knows: within a month it is found by the words.
    /// </summary>
    private string ByWords =>
        $"""
        SELECT m.*, w.id
        FROM (
            SELECT w.id FROM (SELECT month FROM generate_series($5, $4) AS all_months (month) ORDER BY month DESC) AS t
            CROSS JOIN LATERAL (
                SELECT id FROM search_words
                WHERE tokens @> $2 AND id >= t.month << {PostgresPartitions.CountBits} AND id < least((t.month + 1) << {PostgresPartitions.CountBits}, $3)
                ORDER BY -id LIMIT {limit + 1L}) AS w
            ORDER BY t.month DESC, w.id DESC LIMIT {limit + 1L}) AS w
        LEFT JOIN LATERAL (
            SELECT CASE $1 WHEN m.customer THEN m.customer_key ELSE m.seller_key END, {PostgresMessageRow.Columns}
            FROM messages m {PostgresMessageRow.Joins} WHERE m.id = w.id AND $1 IN (m.customer, m.seller) LIMIT 1) AS m ON true
        ORDER BY w.id DESC
        """;

    /// <summary>A page of the messages that answer the question, the newest first.</summary>
    /// <param name="beforeKey">The key to begin before.</param>
    public async Task<SyncPage> FindAsync(long beforeKey)
    {
        var (before, oldest, indexedTo) = (await connection.RowsAsync(
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), Begin, queue, beforeKey))[0];
        if (before > indexedTo + 1)
        {
            await TakeAsync(FindDirectly, queue, indexedTo, before);
            before = indexedTo + 1;
        }

        // As many at a time as fill a page, were they all answers; a month at a time, the newest first.
        var tokens = PostgresSearchTokens.OfQuestion(question, queue);
        while (!_hasMore && before > oldest)
        {
            before = await TakeAsync(
                ByWords, queue, tokens, before, (before - 1) >> PostgresPartitions.CountBits, oldest >> PostgresPartitions.CountBits) ?? 0;
        }

        return new SyncPage(_found, _hasMore);
    }

    /// <summary>Adds what answers the question to the page.</summary>
    /// <returns>The last message there was; null when there was none.</returns>
    private async Task<long?> TakeAsync(string statement, params object[] values)
    {
        await using var command = connection.Statement(statement, values);
        await using var row = await command.ExecuteReaderAsync();
        long? last = null;
        while (!_hasMore && await row.ReadAsync())
        {
            last = row.GetInt64(IdColumn);

            // It may have been removed, with its month, while its words are still there.
            if (!row.IsDBNull(0) && PostgresMessageRow.Read(row) is var found && question.IsIn(SearchText.Of(found.Message.Content)))
            {
                Take(found);
            }
        }

        return last;
    }

    private void Take(StoredMessage found)
    {
        // A message beyond what the page holds is only there to tell that there is more.
        _hasMore = _room.IsTaken;
        if (!_hasMore)
        {
            _found.Add(found);
            _room.Take(found.Message);
        }
    }
}
