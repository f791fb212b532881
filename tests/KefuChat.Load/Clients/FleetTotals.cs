namespace KefuChat.Load.Clients;

/// <summary>Counts over all connections.</summary>
internal sealed record FleetTotals(
    long Sent,
    long InFlight,
    long Acknowledged,
    long AcknowledgedInWindow,
    long Refused,
    long Delivered,
    long DeliveredBySync,
    long Doubled,
    long Unexpected);
