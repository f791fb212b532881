using System.Text.Json;

namespace KefuChat.Storage.Documents;

/// <summary>
/// The documents of one kind, as what they describe. Safe to call from any thread; every call throws
/// <see cref="StorageUnavailableException"/> when storage cannot answer.
/// </summary>
/// <param name="store">Where they lie.</param>
/// <param name="kind">The kind.</param>
internal sealed class DocumentSet<T>(IDocumentStore store, string kind)
    where T : class
{
    /// <summary>One document, or null.</summary>
    public async ValueTask<Versioned<T>?> FindAsync(string id) => (await FindAsync([id]))[0];

    /// <summary>Documents in the order asked; null where there is none.</summary>
    public async ValueTask<IReadOnlyList<Versioned<T>?>> FindAsync(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var documents = await store.GetAsync([.. ids.Select(id => new DocumentKey(kind, id))]);
        return [.. documents.Select(document => document is null ? null : new Versioned<T>(Read(document), document.Version))];
    }

    /// <summary>Documents in the order of their ids.</summary>
    /// <param name="prefix">What their ids begin with; "" for all.</param>
    /// <param name="after">The rest of the id behind which to begin; "" for the beginning.</param>
    /// <param name="limit">The most to give, at least 1.</param>
    public async ValueTask<Page<T>> ListAsync(string prefix, string after, int limit)
    {
        var page = await store.ListAsync(kind, prefix, after.Length > 0 ? prefix + after : "", limit);
        return new Page<T>(
            [.. page.Documents.Select(Read)],
            page.HasMore ? page.Documents[^1].Key.Id[prefix.Length..] : null);
    }

    /// <summary>Stores a document. The version it got, or null: what is there is not of the version expected, and stays.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="value">What it says.</param>
    /// <param name="expectedVersion">What it replaces; "" when there must be none; null for whatever is there.</param>
    public async Task<string?> PutAsync(string id, T value, string? expectedVersion = null)
    {
        var version = Guid.NewGuid().ToString("N");
        var body = JsonSerializer.SerializeToUtf8Bytes(value, DocumentJson.Options);
        return await store.PutAsync(new Document(new DocumentKey(kind, id), version, body), expectedVersion) ? version : null;
    }

    /// <summary>Removes a document, if it is there.</summary>
    public Task DeleteAsync(string id) => store.DeleteAsync(new DocumentKey(kind, id));

    /// <summary>What a document says.</summary>
    public static T Read(Document document) =>
        JsonSerializer.Deserialize<T>(document.Body.Span, DocumentJson.Options)
        ?? throw new JsonException($"The document {document.Key} is null.");
}
