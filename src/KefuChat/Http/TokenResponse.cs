namespace KefuChat.Http;

/// <summary>Answer of <c>POST /api/tokens</c>.</summary>
/// <param name="Token">The token.</param>
/// <param name="ExpiresAt">From when on it is refused, UTC.</param>
internal sealed record TokenResponse(string Token, DateTime ExpiresAt);
