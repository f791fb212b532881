namespace KefuChat.Storage.Conversations;

/// <summary>
/// What a user has not read, over all conversations; <see cref="ConversationSummary.MostUnread"/> stands for that many or
/// more.
/// </summary>
/// <param name="Conversations">Those with unread messages.</param>
/// <param name="Messages">The unread messages.</param>
internal readonly record struct UnreadCount(int Conversations, int Messages)
{
    /// <summary>Whether counting on changes nothing.</summary>
    public bool IsFull => Conversations >= ConversationSummary.MostUnread;

    /// <summary>With one conversation more, which has unread messages or none.</summary>
    public UnreadCount With(long unread) => unread == 0
        ? this
        : new UnreadCount(Conversations + 1, (int)Math.Min(Messages + unread, ConversationSummary.MostUnread));
}
