using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>Body of <c>PUT /api/apps/{appid}</c>.</summary>
/// <param name="Name">Its name, 1 to 100 characters.</param>
/// <param name="WordFilter">The words not to be written, 1000 at most, of 1 to 64 characters each.</param>
internal sealed record AppRequest(string Name = "", WordFilter? WordFilter = null);
