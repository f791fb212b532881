namespace KefuChat.Http.Shops;

/// <summary>Body of <c>PUT /api/customers/{appid}/{uid}</c>.</summary>
/// <param name="Name">The name sellers see, 1 to 100 characters.</param>
/// <param name="Avatar">The https address of a picture, or empty.</param>
internal sealed record CustomerProfileRequest(string Name = "", string Avatar = "");
