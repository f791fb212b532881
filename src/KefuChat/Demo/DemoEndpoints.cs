using KefuChat.Authentication;
using KefuChat.Configuration;
using KefuChat.Protocol;
using Microsoft.Extensions.Options;

namespace KefuChat.Demo;

/// <summary>
/// A page on which one browser window is a customer and another a seller. Only in Development: it hands out tokens to
/// whoever asks.
/// </summary>
internal static class DemoEndpoints
{
    /// <summary>The page's address.</summary>
    public const string Path = "/demo";

    private static readonly Dictionary<string, string> ContentTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
    };

    /// <summary>Maps the page, its files and its tokens.</summary>
    public static void MapDemo(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", () => Results.Redirect(Path));
        endpoints.MapGet(Path, (HttpContext context) => Send(context, "demo.html"));
        endpoints.MapGet(Path + "/{file}", Send);
        endpoints.MapGet(Path + "/token", MintToken);
    }

    private static IResult MintToken(long appid, long uid, Tokens tokens, IOptions<KefuOptions> options, TimeProvider time) =>
        User.IsId(appid) && User.IsId(uid)
            ? Results.Json(new
            {
                token = tokens.Mint(new TokenIdentity(new User(appid, uid), IsForbidden: false), time.GetUtcNow().AddHours(12)),
                kefu_appid = options.Value.AppId,
            })
            : Results.Problem("appid and uid are 1 to 2^53-1.", statusCode: StatusCodes.Status400BadRequest);

    /// <summary>One of the files embedded from this folder, by its name.</summary>
    private static IResult Send(HttpContext context, string file)
    {
        if (!ContentTypes.TryGetValue(System.IO.Path.GetExtension(file), out var contentType)
            || typeof(DemoEndpoints).Assembly.GetManifestResourceStream("Demo/" + file) is not { } stream)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws://{context.Request.Host}; frame-ancestors 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";
        return Results.Stream(stream, contentType);
    }
}
