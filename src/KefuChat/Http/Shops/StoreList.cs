using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>Answer of <c>GET /api/stores</c>.</summary>
/// <param name="Stores">In the order of their ids.</param>
/// <param name="Next">Where to ask on; not there at the end.</param>
internal sealed record StoreList(IReadOnlyList<Store> Stores, string? Next = null);
