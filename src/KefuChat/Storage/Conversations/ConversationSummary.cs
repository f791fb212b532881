using KefuChat.Storage.Assignments;

namespace KefuChat.Storage.Conversations;

/// <summary>A conversation as its list shows it to one of the two sides.</summary>
/// <param name="Conversation">Which. For a customer its seller is the assigned one, or else who exchanged the last message.</param>
/// <param name="Last">The newest message, with its key in the asking user's queue.</param>
/// <param name="Unread">
/// How many messages of the other side lie behind the asking user's read position; <see cref="MostUnread"/> stands for
/// that many or more.
/// </param>
/// <param name="ReadKey">How far the asking user has read, as a key of that user's queue; 0 for nothing.</param>
/// <param name="OtherReadKey">How far the other side has read, as a key of the asking user's queue; 0 for nothing.</param>
/// <param name="Assignment">Who answers it now, and whether it is open; null in no store.</param>
internal sealed record ConversationSummary(
    Conversation Conversation, StoredMessage Last, int Unread, long ReadKey, long OtherReadKey, Assignment? Assignment)
{
    /// <summary>What is shown for more: nobody counts so far.</summary>
    public const int MostUnread = 1000;

    /// <summary>
    /// Unread messages are counted among so many of the newest with each seller: a page must not take longer because
    /// somebody never reads.
    /// </summary>
    public const int MostLookedAt = 10_000;

    /// <summary>A conversation by its newest message, as one of its two sides sees it.</summary>
    public static ConversationSummary Of(
        Party party, StoredMessage last, int unread, long readKey, long otherReadKey, Assignment? assignment)
    {
        var conversation = Conversation.Of(last.Message);
        return new ConversationSummary(
            party == Party.Customer ? conversation with { SellerId = assignment?.SellerId ?? conversation.SellerId } : conversation,
            last,
            unread,
            readKey,
            otherReadKey,
            assignment);
    }
}
