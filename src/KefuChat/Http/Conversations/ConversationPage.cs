namespace KefuChat.Http.Conversations;

/// <summary>Some of the caller's conversations.</summary>
/// <param name="Conversations">Latest first.</param>
/// <param name="Next">What to ask for as <c>before</c> to get those that follow; null at the end.</param>
internal sealed record ConversationPage(IReadOnlyList<ConversationView> Conversations, long? Next);
