namespace KefuChat.Http.Shops;

/// <summary>Body of <c>PUT /api/sellers/{uid}</c>.</summary>
/// <param name="Name">The name customers see, 1 to 100 characters.</param>
/// <param name="Avatar">The https address of a picture, or empty.</param>
internal sealed record SellerRequest(string Name = "", string Avatar = "");
