namespace KefuChat.Storage.Conversations;

/// <summary>A page of a conversation's history.</summary>
/// <param name="Messages">In the order they were stored, whichever way was paged.</param>
/// <param name="HasMore">Whether there are others further on in the direction asked.</param>
internal sealed record HistoryPage(IReadOnlyList<HistoryMessage> Messages, bool HasMore);
