using KefuChat.Protocol;

namespace KefuChat.Storage.Conversations;

/// <summary>
/// The messages of the queues, seen as conversations. Safe to call from any thread; every call throws
/// <see cref="StorageUnavailableException"/> when it cannot be answered, and may then be made again.
/// </summary>
/// <remarks>
/// A conversation is (customer, store, seller). With <see cref="Conversation.SellerId"/> 0 it is all of a customer's with
/// one store, whichever sellers answered: what the customer sees, and the seller it is assigned to.
/// </remarks>
internal interface IConversationStore
{
    /// <summary>A page of a conversation's history, in either direction.</summary>
    ValueTask<HistoryPage> HistoryAsync(Conversation conversation, HistoryRange range);

    /// <summary>A user's conversations, latest first.</summary>
    ValueTask<ConversationsPage> ListAsync(ConversationsRequest request);

    /// <summary>What a user has not read, over all conversations.</summary>
    ValueTask<UnreadCount> CountUnreadAsync(User user, Party party);

    /// <summary>One conversation as its list would show it, or null when nothing was ever written in it.</summary>
    /// <param name="user">Who asks: the customer, or the conversation's seller.</param>
    /// <param name="party">As what.</param>
    /// <param name="conversation">Which; for a customer its seller does not matter.</param>
    ValueTask<ConversationSummary?> FindAsync(User user, Party party, Conversation conversation);

    /// <summary>How far a user has read in a conversation.</summary>
    /// <param name="user">The customer, or the conversation's seller.</param>
    /// <param name="party">As what.</param>
    /// <param name="conversation">Which; for a customer its seller does not matter: a position is one with a store.</param>
    ValueTask<ReadPosition> GetReadPositionAsync(User user, Party party, Conversation conversation);

    /// <summary>
    /// Remembers how far a user has read in a conversation; never lowers it, nor passes the queue's newest. In a
    /// conversation where nothing was ever written it does nothing.
    /// </summary>
    /// <param name="user">The customer, or the conversation's seller.</param>
    /// <param name="party">As what.</param>
    /// <param name="conversation">Which; for a customer its seller does not matter.</param>
    /// <param name="key">A key of the user's queue.</param>
    /// <returns>The position as it is now.</returns>
    Task<ReadPosition> RaiseReadPositionAsync(User user, Party party, Conversation conversation, long key);

    /// <summary>
    /// The messages of a user's queue whose text holds all the words of a question, newest first. What was stored a moment ago may be
    /// missing.
    /// </summary>
    /// <param name="user">Whose queue.</param>
    /// <param name="text">What to look for: letters and digits, without regard to case; characters of Chinese and the like are found in any place.</param>
    /// <param name="beforeKey"><see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="limit">The most messages to give, at least 1; fewer when their contents reach <see cref="SyncPage.ContentBytes"/>.</param>
    ValueTask<SyncPage> SearchAsync(User user, string text, long beforeKey, int limit);
}
