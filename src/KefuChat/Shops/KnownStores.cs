using KefuChat.Storage.Documents;

namespace KefuChat.Shops;

/// <summary>The stores, as messages ask for them: remembered for a moment. Safe to call from any thread.</summary>
internal sealed class KnownStores(IDocumentStore documents, TimeProvider time)
{
    private readonly DocumentCache<long, Store?> _cache = new(
        documents,
        Stores.Kind,
        DocumentIds.Of,
        document => document is null ? null : DocumentSet<Store>.Read(document),
        time);

    /// <summary>One store, or null; from another gateway a moment late.</summary>
    /// <exception cref="Storage.StorageUnavailableException">It was never read, and cannot be now.</exception>
    public ValueTask<Store?> FindAsync(long id) => _cache.GetAsync(id);

    /// <summary>This gateway has changed a store.</summary>
    public void Forget(long id) => _cache.Forget(id);
}
