using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>What everybody may know of a store: answer of <c>GET /api/stores/{store}/profile</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Greeting">What a customer is shown first.</param>
/// <param name="OfflineMessage">What a customer is shown when nobody is here.</param>
/// <param name="OpenNow">Whether it is open now.</param>
/// <param name="Online">Whether any of its sellers is here now.</param>
/// <param name="Hours">When it is open; not there: always.</param>
/// <param name="OpensAt">When it opens next, UTC; not there when it is open, or never opens.</param>
internal sealed record StoreProfile(
    long Id,
    string Name,
    string Greeting,
    string OfflineMessage,
    bool OpenNow,
    bool Online,
    Hours? Hours = null,
    DateTime? OpensAt = null);
