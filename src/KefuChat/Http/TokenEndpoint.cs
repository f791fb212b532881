using KefuChat.Authentication;
using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuChat.Http;

/// <summary><c>POST /api/tokens</c>: mints a token for a shop's backend, by the admin key.</summary>
internal static class TokenEndpoint
{
    /// <summary>The longest life of a token, in seconds: 366 days.</summary>
    private const long MaxTtlSeconds = 366L * 24 * 3600;

    /// <summary>Maps the endpoint.</summary>
    public static void MapTokens(this IEndpointRouteBuilder api) => api.MapPost("/tokens", Mint)
        .RequireCaller(CallerKinds.Admin)
        .WithTags("Identity")
        .WithSummary("Mint a token for a customer or a seller");

    private static Ok<TokenResponse> Mint(TokenRequest request, Tokens tokens, TimeProvider time)
    {
        Check(request);
        var expires = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds() + request.TtlSeconds);
        var token = tokens.Mint(new TokenIdentity(new User(request.AppId, request.Uid), request.Forbidden), expires);
        return TypedResults.Ok(new TokenResponse(token, expires.UtcDateTime));
    }

    private static void Check(TokenRequest request)
    {
        var errors = new Errors();
        errors.Require(User.IsId(request.AppId), "appid", "is required, and 1 to 2^53-1");
        errors.Require(User.IsId(request.Uid), "uid", "is required, and 1 to 2^53-1");
        errors.Require(request.TtlSeconds is >= 1 and <= MaxTtlSeconds, "ttl_seconds", $"is 1 to {MaxTtlSeconds}");
        errors.ThrowIfAny();
    }
}
