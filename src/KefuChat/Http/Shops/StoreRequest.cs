using System.Text.Json.Serialization;
using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>Body of <c>PUT /api/stores/{store}</c>: all of a store. What is left away is empty.</summary>
/// <param name="AppId">The app its customers live in; not the kefu app.</param>
/// <param name="Name">Its name, 1 to 100 characters.</param>
/// <param name="Sellers">The uids of those who answer, in the kefu app, each once; at most 200.</param>
/// <param name="Greeting">What a customer is shown first, at most 2000 characters.</param>
/// <param name="Hours">When it is open; left away: always.</param>
/// <param name="OfflineMessage">What a customer is shown when nobody is here, at most 2000 characters.</param>
/// <param name="AllowedOrigins">The origins of its pages, each as in <c>https://shop.example</c>; at most 50.</param>
/// <param name="RetentionDays">After how many days its messages are removed, 7 or more; left away: never.</param>
internal sealed record StoreRequest(
    [property: JsonPropertyName("appid")] long AppId = 0,
    string Name = "",
    IReadOnlyList<long>? Sellers = null,
    string Greeting = "",
    Hours? Hours = null,
    string OfflineMessage = "",
    IReadOnlyList<string>? AllowedOrigins = null,
    int? RetentionDays = null)
{
    /// <summary>The store it describes.</summary>
    public Store ToStore(long id) => new(
        id, AppId, Name, Sellers ?? [], Greeting, Hours, OfflineMessage, AllowedOrigins ?? [], RetentionDays);
}
