using System.Text;
using KefuChat.Storage.Documents;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>The documents in PostgreSQL.</summary>
internal sealed class PostgresDocumentStore(PostgresDatabase database) : IDocumentStore
{
    /// <summary>A page ends with the document whose body reaches so many bytes.</summary>
    private const long PageBytes = 1024 * 1024;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Document?>> GetAsync(IReadOnlyList<DocumentKey> keys)
    {
        DocumentKey[] asked = [.. keys.Distinct()];
        if (asked.Length == 0)
        {
            return [];
        }

        var found = await database.ReadAsync(connection => connection.RowsAsync(
            row => Read(row.GetString(3), row),
            """
            SELECT d.id, d.version, d.body, d.kind
            FROM unnest($1, $2) AS k (kind, id) JOIN documents d ON d.kind = k.kind AND d.id = k.id
            """,
            Array.ConvertAll(asked, key => key.Kind), Array.ConvertAll(asked, key => Bytes(key.Id))));
        var byKey = found.ToDictionary(document => document.Key);
        return [.. keys.Select(key => byKey.GetValueOrDefault(key))];
    }

    /// <inheritdoc/>
    public async ValueTask<DocumentPage> ListAsync(string kind, string prefix, string afterId, int limit)
    {
        // The bodies behind the page's end are not sent.
        var documents = await database.ReadAsync(connection => connection.RowsAsync(
            row => row.IsDBNull(2) ? null : Read(kind, row),
            """
            SELECT id, version, CASE WHEN bytes_before < $5 THEN body END
            FROM (
                SELECT id, version, body, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS bytes_before
                FROM documents WHERE kind = $1 AND id >= $2 AND id < $3 AND id > $4
                ORDER BY id LIMIT $6) AS page
            ORDER BY id
            """,
            kind, Bytes(prefix), Beyond(Bytes(prefix)), Bytes(afterId), PageBytes, limit + 1L));
        Document[] page = [.. documents.OfType<Document>().Take(limit)];
        return new DocumentPage(page, HasMore: page.Length < documents.Count);
    }

    /// <inheritdoc/>
    public Task<bool> PutAsync(Document document, string? expectedVersion) => database.UpdateAsync(async transaction =>
    {
        var (kind, id) = document.Key;
        var connection = transaction.Connection;
        object[] row = [kind, Bytes(id), document.Version, document.Body];
        var stored = expectedVersion switch
        {
            null => await connection.ExecuteAsync(
                """
                INSERT INTO documents (kind, id, version, body) VALUES ($1, $2, $3, $4)
                ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, body = excluded.body
                """,
                row),
            "" => await connection.ExecuteAsync(
                "INSERT INTO documents (kind, id, version, body) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, id) DO NOTHING", row),
            _ => await connection.ExecuteAsync(
                "UPDATE documents SET version = $3, body = $4 WHERE kind = $1 AND id = $2 AND version = $5", [.. row, expectedVersion]),
        };
        return stored > 0 || await connection.ScalarAsync<bool>(
            "SELECT version = $3 FROM documents WHERE kind = $1 AND id = $2", kind, Bytes(id), document.Version) is true;
    });

    /// <inheritdoc/>
    public Task DeleteAsync(DocumentKey key) => database.UpdateAsync(transaction => transaction.Connection.ExecuteAsync(
        "DELETE FROM documents WHERE kind = $1 AND id = $2", key.Kind, Bytes(key.Id)));

    private static Document Read(string kind, NpgsqlDataReader row) => new(
        new DocumentKey(kind, Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(0))), row.GetString(1), row.GetFieldValue<byte[]>(2));

    /// <summary>Any string has them; a text of PostgreSQL's holds no U+0000, and an id may come with a request.</summary>
    private static byte[] Bytes(string id) => Encoding.UTF8.GetBytes(id);

    /// <summary>What everything with a prefix is less than: no byte of UTF-8 is 0xFF.</summary>
    private static byte[] Beyond(byte[] prefix) => prefix is [.. var head, var last] ? [.. head, (byte)(last + 1)] : [0xFF];
}
