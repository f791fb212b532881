using System.Globalization;
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

    /// <summary>Maps the page, its files and its tokens.</summary>
    public static void MapDemo(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, context => SendAsync(context, "demo.html", "text/html; charset=utf-8"));
        endpoints.MapGet("/demo/demo.js", context => SendAsync(context, "demo.js", "text/javascript; charset=utf-8"));
        endpoints.MapGet("/demo/demo.css", context => SendAsync(context, "demo.css", "text/css; charset=utf-8"));
        endpoints.MapGet("/demo/token", MintToken);
    }

    private static IResult MintToken(long appid, long uid, Tokens tokens, IOptions<KefuOptions> options, TimeProvider time) =>
        User.IsId(appid) && User.IsId(uid)
            ? Results.Json(new
            {
                token = tokens.Mint(new TokenIdentity(new User(appid, uid), IsForbidden: false), time.GetUtcNow().AddHours(12)),
                kefu_appid = options.Value.AppId,
            })
            : Results.Problem("appid and uid are 1 to 2^53-1.", statusCode: StatusCodes.Status400BadRequest);

    private static async Task SendAsync(HttpContext context, string file, string contentType)
    {
        await using var stream = typeof(DemoEndpoints).Assembly.GetManifestResourceStream("Demo/" + file)
            ?? throw new InvalidOperationException($"no embedded file {file}");
        context.Response.ContentType = contentType;
        context.Response.Headers.ContentLength = stream.Length;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ContentSecurityPolicy = string.Create(
            CultureInfo.InvariantCulture,
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws://{context.Request.Host}; frame-ancestors 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'");
        await stream.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
