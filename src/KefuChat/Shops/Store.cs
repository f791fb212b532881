using System.Text.Json.Serialization;

namespace KefuChat.Shops;

/// <summary>A store, as it was configured.</summary>
/// <param name="Id">Its id, 1 to 2^53-1.</param>
/// <param name="AppId">The app its customers live in.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sellers">The uids of those who answer, in the kefu app.</param>
/// <param name="Greeting">What a customer is shown first; "" for nothing.</param>
/// <param name="Hours">When it is open; null: always.</param>
/// <param name="OfflineMessage">What a customer is shown when nobody is here; "" for nothing.</param>
/// <param name="AllowedOrigins">The origins of its pages.</param>
/// <param name="RetentionDays">After how many days its messages are removed; null: never.</param>
internal sealed record Store(
    long Id,
    [property: JsonPropertyName("appid")] long AppId,
    string Name,
    IReadOnlyList<long> Sellers,
    string Greeting = "",
    Hours? Hours = null,
    string OfflineMessage = "",
    IReadOnlyList<string>? AllowedOrigins = null,
    int? RetentionDays = null)
{
    /// <summary>The origins of its pages.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = AllowedOrigins ?? [];
}
