namespace KefuChat.Storage;

/// <summary>One round of a sync.</summary>
/// <param name="Messages">In queue order.</param>
/// <param name="HasMore">Whether the queue goes on behind the last.</param>
internal sealed record SyncPage(IReadOnlyList<StoredMessage> Messages, bool HasMore);
