namespace KefuChat.Shops;

/// <summary>What a seller set.</summary>
/// <param name="Status">Whether the seller takes conversations.</param>
internal sealed record Availability(AvailabilityStatus Status = AvailabilityStatus.Available);
