using System.Text.Json.Serialization;

namespace KefuChat.Http.Shops;

/// <summary>A seller of a store, as its other sellers see it.</summary>
/// <param name="AppId">The kefu app.</param>
/// <param name="Uid">The uid within it.</param>
/// <param name="Name">The name to show; null where there is none.</param>
/// <param name="Avatar">The address of a picture; null where there is none.</param>
/// <param name="Online">Whether the seller is here now: connected, and not away.</param>
/// <param name="IsAway">Whether the seller takes no conversations now, connected or not.</param>
internal sealed record ColleagueView(
    [property: JsonPropertyName("appid")] long AppId, long Uid, string? Name, string? Avatar, bool Online, bool IsAway);
