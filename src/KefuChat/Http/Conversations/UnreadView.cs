namespace KefuChat.Http.Conversations;

/// <summary>What the caller has not read, over all conversations; 1000 stands for that many or more.</summary>
/// <param name="Conversations">Conversations with unread messages.</param>
/// <param name="Messages">Unread messages.</param>
internal sealed record UnreadView(int Conversations, int Messages);
