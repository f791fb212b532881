using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>Answer of <c>GET /api/sellers</c>.</summary>
/// <param name="Sellers">In the order of their uids.</param>
/// <param name="Next">Where to ask on; not there at the end.</param>
internal sealed record SellerList(IReadOnlyList<Seller> Sellers, string? Next = null);
