namespace KefuChat.Storage.Documents;

/// <summary>What a document says, and what that state of it is known by.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Version">Another after each change.</param>
internal sealed record Versioned<T>(T Value, string Version);
