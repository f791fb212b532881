namespace KefuChat.Http.Conversations;

/// <summary>Some messages.</summary>
/// <param name="Messages">A history's in the order they were written, whichever way it is paged; a search's newest first.</param>
/// <param name="Next">
/// What to ask for, as <c>before</c> or <c>after</c> like the last time, to go on in that direction; null at the end.
/// </param>
internal sealed record MessagePage(IReadOnlyList<MessageView> Messages, long? Next);
