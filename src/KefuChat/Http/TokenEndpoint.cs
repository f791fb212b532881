using System.Text.Json;
using System.Text.Json.Serialization;
using KefuChat.Authentication;
using KefuChat.Protocol;

namespace KefuChat.Http;

/// <summary><c>POST /api/tokens</c>: mints a token for a shop's backend, by the admin key.</summary>
internal static class TokenEndpoint
{
    /// <summary>The longest life of a token, in seconds: 366 days.</summary>
    private const long MaxTtlSeconds = 366L * 24 * 3600;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Maps the endpoint.</summary>
    public static void MapTokens(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/tokens", MintAsync);

    private static async Task<IResult> MintAsync(HttpRequest http, AdminKey adminKey, Tokens tokens, TimeProvider time)
    {
        if (!adminKey.IsBorneBy(http))
        {
            http.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Problem("Authorization must be 'Bearer' and the admin key.", statusCode: StatusCodes.Status401Unauthorized);
        }

        TokenRequest? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync<TokenRequest>(http.Body, Json, http.HttpContext.RequestAborted);
        }
        catch (JsonException e)
        {
            return Results.Problem($"The body is not the JSON expected: {e.Message}", statusCode: StatusCodes.Status400BadRequest);
        }

        if (request is null)
        {
            return Results.Problem("The body is null.", statusCode: StatusCodes.Status400BadRequest);
        }

        var errors = Check(request);
        if (errors.Count > 0)
        {
            return Results.ValidationProblem(errors);
        }

        var expires = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds() + request.TtlSeconds);
        var token = tokens.Mint(new TokenIdentity(new User(request.AppId, request.Uid), request.Forbidden), expires);
        return Results.Json(new TokenResponse(token, expires.UtcDateTime));
    }

    private static Dictionary<string, string[]> Check(TokenRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (!User.IsId(request.AppId))
        {
            errors["appid"] = ["is required, and 1 to 2^53-1"];
        }

        if (!User.IsId(request.Uid))
        {
            errors["uid"] = ["is required, and 1 to 2^53-1"];
        }

        if (request.TtlSeconds is < 1 or > MaxTtlSeconds)
        {
            errors["ttl_seconds"] = [$"is 1 to {MaxTtlSeconds}"];
        }

        return errors;
    }
}
