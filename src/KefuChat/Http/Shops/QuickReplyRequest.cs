namespace KefuChat.Http.Shops;

/// <summary>Body of the calls that make or replace a quick reply.</summary>
/// <param name="Shortcut">What a seller types to find it, 1 to 32 characters.</param>
/// <param name="Text">The text, 1 to 4000 characters.</param>
internal sealed record QuickReplyRequest(string Shortcut = "", string Text = "");
