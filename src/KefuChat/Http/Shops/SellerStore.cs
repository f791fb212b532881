namespace KefuChat.Http.Shops;

/// <summary>A store, as its sellers see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sellers">All who sell in it, in the store's order, the calling seller among them.</param>
internal sealed record SellerStore(long Id, string Name, IReadOnlyList<ColleagueView> Sellers);
