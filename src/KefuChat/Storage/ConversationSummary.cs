namespace KefuChat.Storage;

/// <summary>A conversation as its list shows it to one of the two.</summary>
/// <param name="Conversation">Which; it names the other side.</param>
/// <param name="Last">The newest message, with its key in the asking user's queue.</param>
/// <param name="Unread">How many messages of the other side lie behind the asking user's read position.</param>
internal sealed record ConversationSummary(Conversation Conversation, StoredMessage Last, int Unread);
