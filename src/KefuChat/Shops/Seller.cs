namespace KefuChat.Shops;

/// <summary>How a seller is shown to others.</summary>
/// <param name="Uid">The seller's uid in the kefu app.</param>
/// <param name="Name">The name.</param>
/// <param name="Avatar">The https address of a picture; "" for none.</param>
internal sealed record Seller(long Uid, string Name, string Avatar);
