using KefuChat.Shops;

namespace KefuChat.Http.Conversations;

/// <summary>What a store says while nobody is there.</summary>
/// <param name="Message">The store's own words; null where it has none.</param>
/// <param name="OpenNow">Whether these are business hours all the same.</param>
/// <param name="OpensAt">When they begin next; null while they last, and where there are none.</param>
/// <param name="Hours">The business hours; null where there are none.</param>
internal sealed record OfflineView(string? Message, bool OpenNow, DateTime? OpensAt, Hours? Hours);
