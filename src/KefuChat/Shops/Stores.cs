using KefuChat.Storage.Documents;

namespace KefuChat.Shops;

/// <summary>The stores.</summary>
internal sealed class Stores(IDocumentStore documents)
{
    /// <summary>Stands for whatever version there is.</summary>
    public const string AnyVersion = "*";

    /// <summary>The kind of the documents.</summary>
    public const string Kind = "store";

    private readonly DocumentSet<Store> _stores = new(documents, Kind);
    private readonly DocumentSet<object> _origins = new(documents, ShopOrigins.Kind);

    /// <summary>One store, or null.</summary>
    public ValueTask<Versioned<Store>?> FindAsync(long id) => _stores.FindAsync(DocumentIds.Of(id));

    /// <summary>Stores in the order asked; null where there is none.</summary>
    public async ValueTask<IReadOnlyList<Store?>> FindAsync(IReadOnlyList<long> ids) =>
        [.. (await _stores.FindAsync([.. ids.Select(DocumentIds.Of)])).Select(store => store?.Value)];

    /// <summary>Stores in the order of their ids.</summary>
    public ValueTask<Page<Store>> ListAsync(string after, int limit) => _stores.ListAsync(prefix: "", after, limit);

    /// <summary>The stores a seller sells in, by their ids. Reads all there are: to be asked when a seller comes, not for each message.</summary>
    public async ValueTask<IReadOnlyList<Store>> OfSellerAsync(long uid)
    {
        const int AtOnce = 200;
        var own = new List<Store>();
        var after = "";
        do
        {
            var page = await ListAsync(after, AtOnce);
            own.AddRange(page.Items.Where(store => store.Sellers.Contains(uid)));
            after = page.Next;
        }
        while (after is not null);
        return own;
    }

    /// <summary>Creates or replaces a store. Null: it is not of the version required, and stays.</summary>
    /// <param name="store">The store, checked.</param>
    /// <param name="requiredVersion">What it must replace; <see cref="AnyVersion"/>: whatever is there; null: nothing is required.</param>
    public async Task<StoreWrite?> PutAsync(Store store, string? requiredVersion)
    {
        var id = DocumentIds.Of(store.Id);
        while (true)
        {
            var former = await _stores.FindAsync(id);
            if (requiredVersion is not null && (former is null || (requiredVersion != AnyVersion && requiredVersion != former.Version)))
            {
                return null;
            }

            // An origin too many for a moment is better than a page of the store's that is refused.
            foreach (var origin in store.AllowedOrigins)
            {
                await _origins.PutAsync(OriginId(origin, id), new object());
            }

            if (await _stores.PutAsync(id, store, former?.Version ?? "") is { } version)
            {
                await ForgetOriginsAsync(former?.Value, store);
                return new StoreWrite(version, former is null);
            }
        }
    }

    private async Task ForgetOriginsAsync(Store? former, Store store)
    {
        foreach (var origin in (former?.AllowedOrigins ?? []).Except(store.AllowedOrigins, StringComparer.OrdinalIgnoreCase))
        {
            await _origins.DeleteAsync(OriginId(origin, DocumentIds.Of(store.Id)));
        }
    }

    private static string OriginId(string origin, string storeId) => ShopOrigins.PrefixOf(origin) + storeId;
}
