using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>Body of <c>PUT /api/sellers/me/availability</c>.</summary>
/// <param name="Status">Whether the seller takes conversations.</param>
internal sealed record AvailabilityRequest(AvailabilityStatus? Status = null);
