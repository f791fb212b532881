namespace KefuChat.Shops;

/// <summary>A visitor who is becoming a customer, until the sellers have been told.</summary>
/// <param name="Stores">The stores in which the visitor wrote.</param>
/// <param name="BegunAtMs">When it began, Unix milliseconds.</param>
internal sealed record PendingMerge(IReadOnlyList<long> Stores, long BegunAtMs);
