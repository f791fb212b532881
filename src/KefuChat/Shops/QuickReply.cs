namespace KefuChat.Shops;

/// <summary>A text that sellers send often.</summary>
/// <param name="Id">What it is known by among its owner's.</param>
/// <param name="Shortcut">What a seller types to find it.</param>
/// <param name="Text">The text.</param>
internal sealed record QuickReply(string Id, string Shortcut, string Text);
