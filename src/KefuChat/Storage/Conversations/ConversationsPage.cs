namespace KefuChat.Storage.Conversations;

/// <summary>Some of a user's conversations.</summary>
/// <param name="Conversations">Latest first.</param>
/// <param name="HasMore">Whether there are earlier ones.</param>
internal sealed record ConversationsPage(IReadOnlyList<ConversationSummary> Conversations, bool HasMore);
