namespace KefuChat.Storage.Documents;

/// <summary>Some documents of one kind.</summary>
/// <param name="Documents">In the order of their ids.</param>
/// <param name="HasMore">Whether others follow.</param>
internal sealed record DocumentPage(IReadOnlyList<Document> Documents, bool HasMore);
