using KefuChat.Storage.Documents;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>The documents of the embedded store. They are committed before a write is answered, so a read waits for nothing.</summary>
internal sealed class SqliteDocumentStore(SqliteDatabase database) : IDocumentStore
{
    /// <summary>A page ends with the document whose body reaches so many bytes.</summary>
    private const int PageBytes = 1024 * 1024;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Document?>> GetAsync(IReadOnlyList<DocumentKey> keys) =>
        new(database.Read(reader => Get(reader.Connection, keys)));

    /// <inheritdoc/>
    public ValueTask<DocumentPage> ListAsync(string kind, string prefix, string afterId, int limit) =>
        new(database.Read(reader => List(reader.Connection, kind, prefix, afterId, limit)));

    /// <inheritdoc/>
    public Task<bool> PutAsync(Document document, string? expectedVersion) =>
        database.UpdateAsync(session => Put(session.Connection, document, expectedVersion));

    /// <inheritdoc/>
    public Task DeleteAsync(DocumentKey key) => database.UpdateAsync(session =>
    {
        using var command = session.Connection.Prepare("DELETE FROM documents WHERE kind = $kind AND id = $id", "$kind", "$id");
        command.Bind(key.Kind, key.Id).ExecuteNonQuery();
    });

    private static Document?[] Get(SqliteConnection connection, IReadOnlyList<DocumentKey> keys)
    {
        using var command = connection.Prepare(
            "SELECT version, body FROM documents WHERE kind = $kind AND id = $id", "$kind", "$id");
        return [.. keys.Select(key =>
        {
            using var row = command.Bind(key.Kind, key.Id).ExecuteReader();
            return row.Read() ? new Document(key, row.GetString(0), row.GetFieldValue<byte[]>(1)) : null;
        })];
    }

    private static DocumentPage List(SqliteConnection connection, string kind, string prefix, string afterId, int limit)
    {
        using var command = connection.Prepare(
            """
            SELECT id, version, body FROM documents
            WHERE kind = $kind AND id >= $prefix AND id > $after
            ORDER BY id LIMIT $limit
            """,
            "$kind", "$prefix", "$after", "$limit");
        var documents = new List<Document>();
        var bytes = 0;
        using var row = command.Bind(kind, prefix, afterId, limit + 1L).ExecuteReader();
        while (row.Read() && row.GetString(0).StartsWith(prefix, StringComparison.Ordinal))
        {
            if (documents.Count == limit || bytes >= PageBytes)
            {
                return new DocumentPage(documents, HasMore: true);
            }

            documents.Add(new Document(new DocumentKey(kind, row.GetString(0)), row.GetString(1), row.GetFieldValue<byte[]>(2)));
            bytes += documents[^1].Body.Length;
        }

        return new DocumentPage(documents, HasMore: false);
    }

    private static bool Put(SqliteConnection connection, Document document, string? expectedVersion)
    {
        var (kind, id) = document.Key;
        if (expectedVersion is not null)
        {
            var version = Get(connection, [document.Key])[0]?.Version ?? "";
            if (version == document.Version || version != expectedVersion)
            {
                return version == document.Version;
            }
        }

        using var command = connection.Prepare(
            """
            INSERT INTO documents (kind, id, version, body) VALUES ($kind, $id, $version, $body)
            ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, body = excluded.body
            """,
            "$kind", "$id", "$version", "$body");
        command.Bind(kind, id, document.Version, document.Body.ToArray()).ExecuteNonQuery();
        return true;
    }
}
