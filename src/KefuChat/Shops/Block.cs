using System.Text.Json.Serialization;

namespace KefuChat.Shops;

/// <summary>A customer may not write, to one seller of a store or to all of them.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="SellerId">The seller who muted the customer; 0: blocked for the whole store.</param>
/// <param name="Until">When it ends; null: when it is taken back.</param>
/// <param name="By">The seller who did it.</param>
internal sealed record Block(
    [property: JsonPropertyName("store")] long StoreId,
    [property: JsonPropertyName("seller")] long SellerId,
    [property: JsonPropertyName("until")] DateTimeOffset? Until,
    [property: JsonPropertyName("by")] long By)
{
    /// <summary>What the customer's client is told.</summary>
    [JsonIgnore]
    public string Reason => (SellerId == 0 ? "the store has blocked you" : "the seller has muted you")
        + (Until is { } until ? $" until {until.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}" : "");

    /// <summary>Whether it keeps the customer from writing to a seller of a store now.</summary>
    public bool Holds(long storeId, long sellerId, DateTimeOffset now) =>
        StoreId == storeId && (SellerId == 0 || SellerId == sellerId) && !(Until <= now);
}
