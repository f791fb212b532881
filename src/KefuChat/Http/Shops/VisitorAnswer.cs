using System.Text.Json.Serialization;

namespace KefuChat.Http.Shops;

/// <summary>A visitor's identity: answer of <c>POST /api/visitors</c> and <c>POST /api/visitors/refresh</c>.</summary>
/// <param name="AppId">The app the visitor is a customer of.</param>
/// <param name="Uid">The visitor's uid within it, 2^52 to 2^53-1.</param>
/// <param name="Token">What the visitor proves it with, on the WebSocket as well.</param>
/// <param name="ExpiresAt">From when on the token is refused, UTC.</param>
internal sealed record VisitorAnswer(
    [property: JsonPropertyName("appid")] long AppId, long Uid, string Token, DateTime ExpiresAt);
