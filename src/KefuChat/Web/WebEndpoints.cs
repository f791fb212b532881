using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace KefuChat.Web;

/// <summary>The browser side: the widget that shops embed, the seller console, and what they load.</summary>
internal static class WebEndpoints
{
    /// <summary>Where sellers work.</summary>
    public const string Console = "/console";

    /// <summary>What the console asks before anybody has signed in.</summary>
    public const string ConsoleSettings = Console + "/settings";

    /// <summary>What a shop's page embeds.</summary>
    public const string Widget = "/widget.js";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds what the endpoints need.</summary>
    public static void AddKefuWeb(this IServiceCollection services) => services.AddSingleton<WebAssets>();

    /// <summary>Maps the pages and their files.</summary>
    public static void MapKefuWeb(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Widget, Methods, (HttpContext context, WebAssets assets) =>
            Send(context, assets.Find("widget.js"), "public, max-age=300")).ExcludeFromDescription();
        endpoints.MapMethods("/assets/{file}", Methods, (string file, HttpContext context, WebAssets assets) =>
            Send(context, assets.Find("assets/" + file), "public, max-age=31536000, immutable")).ExcludeFromDescription();
        endpoints.MapMethods(Console, Methods, (HttpContext context, WebAssets assets) =>
        {
            PagePolicy.Apply(context);
            return Send(context, assets.Find("console.html"), "no-cache");
        }).ExcludeFromDescription();
    }

    private static IResult Send(HttpContext context, WebAsset? asset, string cacheControl)
    {
        if (asset is null)
        {
            return Results.NotFound();
        }

        var (coding, bytes) = asset.For(context.Request);
        var headers = context.Response.Headers;
        headers.CacheControl = cacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";

        // Shops' pages load these from another origin; nothing in them is anybody's own.
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (coding != WebAsset.Identity)
        {
            headers.ContentEncoding = coding;
        }

        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes), 0, 10)}\"");
        return Results.Bytes(bytes, asset.ContentType, entityTag: tag);
    }
}
