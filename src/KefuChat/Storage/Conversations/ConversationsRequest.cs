using KefuChat.Protocol;

namespace KefuChat.Storage.Conversations;

/// <summary>A question for a user's conversations.</summary>
/// <param name="User">Whose.</param>
/// <param name="Party">
/// As what. A customer has one conversation with each store; a seller one with each (customer, store) that was ever written to
/// in that seller's name.
/// </param>
/// <param name="BeforeKey">
/// Only those whose newest message has a lower key in the user's queue; <see cref="long.MaxValue"/> for the latest.
/// </param>
/// <param name="Limit">The most to give, at least 1; fewer when the contents of their last messages reach <see cref="SyncPage.ContentBytes"/>.</param>
/// <param name="State">Only those in this state; null for all.</param>
/// <param name="IsUnread">Only those with unread messages (<see cref="ConversationSummary.Unread"/>).</param>
/// <param name="IsMine">Of a seller's only those assigned to that seller, or to nobody.</param>
/// <param name="Customer">Of a seller's only those with this customer; null for all.</param>
internal sealed record ConversationsRequest(
    User User,
    Party Party,
    long BeforeKey,
    int Limit,
    ConversationState? State = null,
    bool IsUnread = false,
    bool IsMine = false,
    User? Customer = null);
