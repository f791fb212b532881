namespace KefuChat.Shops;

/// <summary>How a customer is shown to sellers.</summary>
/// <param name="Name">The name.</param>
/// <param name="Avatar">The https address of a picture; "" for none.</param>
internal sealed record CustomerProfile(string Name, string Avatar);
