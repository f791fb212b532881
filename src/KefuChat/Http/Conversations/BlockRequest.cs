namespace KefuChat.Http.Conversations;

/// <summary>Keeps a customer from writing.</summary>
/// <param name="Scope">seller: to the calling seller (a mute); store: to every seller of the store (a block).</param>
/// <param name="Until">When it ends; null: when it is taken back.</param>
internal sealed record BlockRequest(string Scope = "seller", DateTimeOffset? Until = null);
