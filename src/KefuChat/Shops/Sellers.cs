using KefuChat.Storage.Documents;

namespace KefuChat.Shops;

/// <summary>The sellers.</summary>
internal sealed class Sellers(IDocumentStore documents)
{
    private readonly DocumentSet<Seller> _sellers = new(documents, "seller");

    /// <summary>One seller, or null.</summary>
    public async ValueTask<Seller?> FindAsync(long uid) => (await FindAsync([uid]))[0];

    /// <summary>Sellers in the order asked; null where there is none.</summary>
    public async ValueTask<IReadOnlyList<Seller?>> FindAsync(IReadOnlyList<long> uids) =>
        [.. (await _sellers.FindAsync([.. uids.Select(DocumentIds.Of)])).Select(seller => seller?.Value)];

    /// <summary>Sellers in the order of their uids.</summary>
    public ValueTask<Page<Seller>> ListAsync(string after, int limit) => _sellers.ListAsync(prefix: "", after, limit);

    /// <summary>Creates or replaces a seller, checked.</summary>
    public Task PutAsync(Seller seller) => _sellers.PutAsync(DocumentIds.Of(seller.Uid), seller);
}
