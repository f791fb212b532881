namespace KefuChat.Http.CustomerData;

/// <summary>What a merge came to.</summary>
/// <param name="Messages">How many messages are the customer's now.</param>
/// <param name="Conversations">The conversations they are in.</param>
internal sealed record MergeView(int Messages, IReadOnlyList<string> Conversations);
