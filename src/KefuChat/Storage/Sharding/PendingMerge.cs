using KefuChat.Protocol;

namespace KefuChat.Storage.Sharding;

/// <summary>A visitor who becomes a customer.</summary>
/// <param name="Visitor">Whose messages they were.</param>
/// <param name="Customer">Whose they become.</param>
internal sealed record PendingMerge(User Visitor, User Customer);
