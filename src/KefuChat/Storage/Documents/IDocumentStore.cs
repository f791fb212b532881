namespace KefuChat.Storage.Documents;

/// <summary>
/// Small documents on stable storage, each known by a kind and an id: what a shop configures. Safe to call from any
/// thread; every call throws <see cref="StorageUnavailableException"/> when it cannot be answered, and may then be made again.
/// </summary>
internal interface IDocumentStore
{
    /// <summary>The documents of these keys, in the order asked; null where there is none.</summary>
    ValueTask<IReadOnlyList<Document?>> GetAsync(IReadOnlyList<DocumentKey> keys);

    /// <summary>Documents of one kind, in the order of their ids.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="prefix">What their ids begin with; "" for all.</param>
    /// <param name="afterId">Only those behind this id; "" for all.</param>
    /// <param name="limit">The most documents to give, at least 1; fewer when their bodies reach 1 MiB.</param>
    ValueTask<DocumentPage> ListAsync(string kind, string prefix, string afterId, int limit);

    /// <summary>
    /// Stores a document, in place of what was there. False: what is there is not of the version expected, and stays.
    /// The very version that is there already was stored by this call's first attempt, and is a success.
    /// </summary>
    /// <param name="document">The document with its new version.</param>
    /// <param name="expectedVersion">What it replaces; "" when there must be none; null for whatever is there.</param>
    Task<bool> PutAsync(Document document, string? expectedVersion);

    /// <summary>Removes a document. Where there is none, nothing happens.</summary>
    Task DeleteAsync(DocumentKey key);
}
