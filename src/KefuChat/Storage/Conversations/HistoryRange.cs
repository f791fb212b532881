namespace KefuChat.Storage.Conversations;

/// <summary>Which part of a history.</summary>
/// <param name="Position">The place to page from (<see cref="HistoryMessage.Position"/>); not part of the page.</param>
/// <param name="IsForward">Whether the page follows that place; otherwise it precedes it.</param>
/// <param name="Limit">The most messages to give, at least 1; fewer when their contents reach <see cref="SyncPage.ContentBytes"/>.</param>
internal readonly record struct HistoryRange(long Position, bool IsForward, int Limit)
{
    /// <summary>The newest messages.</summary>
    public static HistoryRange Newest(int limit) => new(long.MaxValue, IsForward: false, limit);

    /// <summary>Those before a place.</summary>
    public static HistoryRange Before(long position, int limit) => new(position, IsForward: false, limit);

    /// <summary>Those after a place; 0 for the conversation's beginning.</summary>
    public static HistoryRange After(long position, int limit) => new(position, IsForward: true, limit);
}
