namespace KefuChat.Storage.Documents;

/// <summary>Some of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Next">Where to ask on; null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
