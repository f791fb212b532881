using System.Text.Json.Serialization;

namespace KefuChat.Http.Shops;

/// <summary>Who the calling seller is, and with whom: answer of <c>GET /api/sellers/me</c>.</summary>
/// <param name="AppId">The kefu app.</param>
/// <param name="Uid">The uid within it.</param>
/// <param name="Name">The name customers see; null where there is none.</param>
/// <param name="Avatar">The address of a picture; null where there is none.</param>
/// <param name="IsAway">Whether the seller takes no conversations now.</param>
/// <param name="Stores">The stores in which the seller sells, by their ids.</param>
internal sealed record SellerSelf(
    [property: JsonPropertyName("appid")] long AppId, long Uid, string? Name, string? Avatar, bool IsAway, IReadOnlyList<SellerStore> Stores);
