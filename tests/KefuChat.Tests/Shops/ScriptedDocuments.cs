using System.Text;
using KefuChat.Storage;
using KefuChat.Storage.Documents;

namespace KefuChat.Tests.Shops;

/// <summary>Documents in memory that count how often they are read, and can be held up or taken away.</summary>
internal sealed class ScriptedDocuments : IDocumentStore
{
    private readonly Dictionary<DocumentKey, Document> _documents = [];

    public int Reads { get; private set; }

    public bool IsUnavailable { get; set; }

    /// <summary>What answers wait for; they were found before.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public void Set(string kind, string id, string version, string body)
    {
        var key = new DocumentKey(kind, id);
        _documents[key] = new Document(key, version, Encoding.UTF8.GetBytes(body));
    }

    public async ValueTask<IReadOnlyList<Document?>> GetAsync(IReadOnlyList<DocumentKey> keys)
    {
        Reads++;
        Document?[] found = IsUnavailable
            ? throw new StorageUnavailableException("out of order")
            : [.. keys.Select(key => _documents.GetValueOrDefault(key))];
        await Held;
        return found;
    }

    public ValueTask<DocumentPage> ListAsync(string kind, string prefix, string afterId, int limit) => throw new NotSupportedException();

    public Task<bool> PutAsync(Document document, string? expectedVersion) => throw new NotSupportedException();

    public Task DeleteAsync(DocumentKey key) => throw new NotSupportedException();
}
