namespace KefuChat.Storage;

/// <summary>One round of a sync.</summary>
/// <param name="Messages">In queue order.</param>
/// <param name="HasMore">Whether the queue goes on behind the last.</param>
/// <param name="EndKey">
/// How far the round reaches: the last message's key, or, where the queue ends, its newest key, whose message may have
/// been removed. 0 for an empty queue.
/// </param>
internal sealed record SyncPage(IReadOnlyList<StoredMessage> Messages, bool HasMore, long EndKey = 0)
{
    /// <summary>
    /// A page ends with the message whose content reaches so many bytes: one waits in memory for each reader, however
    /// slow, and large messages must not make that a thousand times the largest.
    /// </summary>
    public const int ContentBytes = 1024 * 1024;
}
