using KefuChat.Storage;
using KefuChat.Storage.Documents;

namespace KefuChat.Tests.Shops;

/// <summary>Documents in memory, which can be out of reach.</summary>
internal sealed class MemoryDocuments : IDocumentStore
{
    private readonly SortedDictionary<string, Document> _documents = new(StringComparer.Ordinal);

    /// <summary>Whether every call fails.</summary>
    public bool Fails { get; set; }

    /// <summary>How many reads were asked for.</summary>
    public int Reads { get; private set; }

    public ValueTask<IReadOnlyList<Document?>> GetAsync(IReadOnlyList<DocumentKey> keys) =>
        Read<IReadOnlyList<Document?>>(() => [.. keys.Select(key => _documents.GetValueOrDefault(NameOf(key)))]);

    public ValueTask<DocumentPage> ListAsync(string kind, string prefix, string afterId, int limit) => Read(() =>
    {
        var found = _documents.Values
            .Where(document => document.Key.Kind == kind
                && document.Key.Id.StartsWith(prefix, StringComparison.Ordinal)
                && string.CompareOrdinal(document.Key.Id, afterId) > 0)
            .ToList();
        return new DocumentPage([.. found.Take(limit)], found.Count > limit);
    });

    public Task<bool> PutAsync(Document document, string? expectedVersion)
    {
        if (Fails)
        {
            return Task.FromException<bool>(Failure());
        }

        var isExpected = expectedVersion is null
            || expectedVersion == (_documents.GetValueOrDefault(NameOf(document.Key))?.Version ?? "");
        if (isExpected)
        {
            _documents[NameOf(document.Key)] = document;
        }

        return Task.FromResult(isExpected);
    }

    public Task DeleteAsync(DocumentKey key)
    {
        _documents.Remove(NameOf(key));
        return Fails ? Task.FromException(Failure()) : Task.CompletedTask;
    }

    private ValueTask<T> Read<T>(Func<T> read)
    {
        Reads++;
        return Fails ? ValueTask.FromException<T>(Failure()) : new(read());
    }

    private static StorageUnavailableException Failure() => new("out of order");

    private static string NameOf(DocumentKey key) => $"{key.Kind} {key.Id}";
}
