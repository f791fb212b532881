namespace KefuChat.Storage.Documents;

/// <summary>What a document is known by.</summary>
/// <param name="Kind">What it describes: a shop, a seller, … One of a few words of the program's own.</param>
/// <param name="Id">Which one, unique within its kind; documents are listed in the order of its UTF-8 bytes. At most 200 bytes.</param>
internal readonly record struct DocumentKey(string Kind, string Id);
