namespace KefuChat.Storage.Customers;

/// <summary>What a merge came to.</summary>
/// <param name="Messages">How many messages the customer was given.</param>
/// <param name="Conversations">The conversations they belong to now.</param>
internal sealed record MergeResult(int Messages, IReadOnlyList<Conversation> Conversations);
