namespace KefuChat.Storage.Search;

/// <summary>Characters of a text that belong together, in lower case.</summary>
/// <param name="Text">The characters.</param>
/// <param name="IsUnspaced">
/// Whether they are of a script that is written without spaces, as Chinese: any part of them may be a word. Otherwise
/// they are one word.
/// </param>
internal readonly record struct SearchRun(string Text, bool IsUnspaced);
