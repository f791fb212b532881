namespace KefuChat.Http.Shops;

/// <summary>Body of <c>POST /api/visitors</c>.</summary>
/// <param name="Store">The store whose page is visited.</param>
internal sealed record VisitorRequest(long? Store = null);
