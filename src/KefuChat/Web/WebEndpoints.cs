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
        var web = endpoints.MapGroup("").ExcludeFromDescription();
        web.MapMethods(Widget, Methods, (HttpContext context, WebAssets assets) =>
            SendToAnyPage(context, assets.Find("widget.js"), "public, max-age=300"));
        web.MapMethods("/assets/{file}", Methods, (string file, HttpContext context, WebAssets assets) =>
            SendToAnyPage(context, assets.Find("assets/" + file), "public, max-age=31536000, immutable"));
        web.MapMethods(Console, Methods, (HttpContext context, WebAssets assets) =>
        {
            PagePolicy.Apply(context);
            return Send(context, assets.Find("console.html"), "no-cache");
        });
    }

    /// <summary>Shops' pages load these from another origin; nothing in them is anybody's own.</summary>
    private static IResult SendToAnyPage(HttpContext context, WebAsset? asset, string cacheControl)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Send(context, asset, cacheControl);
    }

    private static IResult Send(HttpContext context, WebAsset? asset, string cacheControl)
    {
        if (asset is null)
        {
            return Results.NotFound();
        }

        var form = asset.For(context.Request);
        var headers = context.Response.Headers;
        headers.CacheControl = cacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        if (form.Coding != WebAssetForm.Identity)
        {
            headers.ContentEncoding = form.Coding;
        }

        return Results.Bytes(form.Bytes, asset.ContentType, entityTag: form.Tag);
    }
}
