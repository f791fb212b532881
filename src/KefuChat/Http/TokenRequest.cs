using System.Text.Json.Serialization;

namespace KefuChat.Http;

/// <summary>Body of <c>POST /api/tokens</c>.</summary>
/// <param name="AppId">The user's app.</param>
/// <param name="Uid">The user's id within it.</param>
/// <param name="TtlSeconds">How long the token is good for; a day when left away.</param>
/// <param name="Forbidden">The bearer may read but not write.</param>
internal sealed record TokenRequest(
    [property: JsonPropertyName("appid")] long AppId,
    [property: JsonPropertyName("uid")] long Uid,
    long TtlSeconds = 86_400,
    bool Forbidden = false);
