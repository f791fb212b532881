using KefuChat.Authentication;
using KefuChat.Connections;
using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Protocol;
using KefuChat.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuChat.Http.Shops;

/// <summary>The calls by which a stranger becomes somebody.</summary>
internal static class VisitorEndpoints
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Maps them.</summary>
    public static void MapVisitors(this IEndpointRouteBuilder api)
    {
        var visitors = api.MapGroup("/visitors")
            .WithTags("Identity")
            .RequireRateLimiting(AddressLimit.Visitors)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        visitors.MapPost("", CreateAsync)
            .WithSummary("Become a visitor of a store's page")
            .WithDescription("Nothing is stored until the visitor writes.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        visitors.MapPost("/refresh", Refresh)
            .RequireCaller(CallerKinds.Customer)
            .WithSummary("Give a visitor a token that lasts longer");
    }

    private static async Task<Ok<VisitorAnswer>> CreateAsync(
        VisitorRequest request, HttpRequest http, Stores stores, OriginPolicy origins, Tokens tokens, TimeProvider time)
    {
        var id = request.Store ?? throw ProblemException.BadField("store", "is required");
        var store = (await stores.FindAsync(id) ?? throw ProblemException.NotFound("store")).Value;
        var origin = http.Headers.Origin.ToString();
        if (!origins.SettingsAllow(http) && !store.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            throw new ProblemException(
                StatusCodes.Status403Forbidden, $"The origin {origin} is neither among the store's allowed_origins nor among Kefu:AllowedOrigins.");
        }

        return Answer(Visitors.New(store.AppId), tokens, time);
    }

    private static Ok<VisitorAnswer> Refresh(Caller caller, Tokens tokens, TimeProvider time) => caller.IsVisitor
        ? Answer(caller.User, tokens, time)
        : throw new ProblemException(StatusCodes.Status403Forbidden, "This token is not a visitor's.");

    private static Ok<VisitorAnswer> Answer(User visitor, Tokens tokens, TimeProvider time)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        var token = tokens.Mint(new TokenIdentity(visitor, IsForbidden: false, IsVisitor: true), expires);
        return TypedResults.Ok(new VisitorAnswer(visitor.AppId, visitor.Uid, token, expires.UtcDateTime));
    }
}
