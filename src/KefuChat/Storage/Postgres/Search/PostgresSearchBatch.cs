using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Takes messages into the search index, some in a transaction.</summary>
internal static class PostgresSearchBatch
{
    /// <summary>So many messages at most.</summary>
    private const int Most = 1000;

    /// <summary>A batch ends with the message whose content reaches so many bytes.</summary>
    private const int Bytes = 4 * 1024 * 1024;

    /// <summary>Whoever comes while another is at it has nothing to do.</summary>
    private const string Begin = "SELECT indexed_to FROM search_state FOR UPDATE SKIP LOCKED";

    private const string Messages =
        """
        SELECT id, customer, seller, content FROM (
            SELECT m.*, sum(octet_length(content)) OVER (ORDER BY id) - octet_length(content) AS bytes_before FROM (
                SELECT id, customer, seller, content FROM messages WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3) AS m) AS m
        WHERE bytes_before < $4 ORDER BY id
        """;

    /// <summary>Takes in the next messages.</summary>
    /// <param name="transaction">A transaction of its own.</param>
    /// <param name="horizon">No further than this: <see cref="PostgresMessageHorizon"/>.</param>
    /// <returns>How many they were; 0 when nothing is left to take in, or another is at it.</returns>
    public static async Task<int> TakeInAsync(PostgresTransaction transaction, long horizon)
    {
        var connection = transaction.Connection;

        // Derived, and told in the same transaction: what a crash loses is taken in again.
        await connection.ExecuteAsync("SET LOCAL synchronous_commit = off");
        if (await connection.ScalarAsync<long>(Begin) is not { } indexedTo || indexedTo >= horizon)
        {
            return 0;
        }

        var words = await connection.RowsAsync(
            row => (Id: row.GetInt64(0), Tokens: PostgresSearchTokens.OfMessage(row.GetFieldValue<byte[]>(3), row.GetInt64(1), row.GetInt64(2))),
            Messages, indexedTo, horizon, Most, Bytes);
        await WriteAsync(connection, words);
        await connection.ExecuteAsync("UPDATE search_state SET indexed_to = $1", words.Count == 0 ? horizon : words[^1].Id);
        return words.Count;
    }

    private static async Task WriteAsync(NpgsqlConnection connection, List<(long Id, long[] Tokens)> words)
    {
        await using var copy = await connection.BeginBinaryImportAsync("COPY search_words (id, tokens) FROM STDIN (FORMAT BINARY)");
        foreach (var (id, tokens) in words)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(id);
            await copy.WriteAsync(tokens);
        }

        await copy.CompleteAsync();
    }
}
