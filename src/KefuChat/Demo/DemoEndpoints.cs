using KefuChat.Authentication;
using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Web;
using Microsoft.Extensions.Options;

namespace KefuChat.Demo;

/// <summary>
/// A shop's page with the widget on it, and sellers to pick in the console. Only in Development: it hands out tokens to
/// whoever asks.
/// </summary>
internal static class DemoEndpoints
{
    /// <summary>The shop page's address.</summary>
    public const string Path = "/demo";

    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(12);

    private static readonly Dictionary<string, string> ContentTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml; charset=utf-8",
    };

    /// <summary>Adds the store, of which nothing is made until it is asked for.</summary>
    public static void AddKefuDemo(this IServiceCollection services) => services.AddSingleton<DemoStore>();

    /// <summary>Maps the page, its files and its tokens in Development, and everywhere what tells whether there is a demo.</summary>
    public static void MapDemo(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.MapGet("/", () => Results.Redirect(WebEndpoints.Console)).ExcludeFromDescription();
            app.MapGet(WebEndpoints.ConsoleSettings, () => Settings(isDevelopment: false, [])).ExcludeFromDescription();
            return;
        }

        var demo = app.MapGroup("").ExcludeFromDescription();
        demo.MapGet("/", () => Results.Redirect(Path));
        demo.MapGet(WebEndpoints.ConsoleSettings, SettingsAsync);
        demo.MapGet(Path, PageAsync);
        demo.MapGet(Path + "/{file}", Send);
        demo.MapGet(Path + "/token", MintTokenAsync);
    }

    private static async Task<IResult> SettingsAsync(DemoStore demo, IOptions<KefuOptions> options)
    {
        var store = await demo.GetAsync();
        var sellers = await demo.SellersAsync();
        return Settings(
            isDevelopment: true, [.. sellers.Select(seller => new DemoSeller(options.Value.AppId, seller.Uid, seller.Name, store.Name))]);
    }

    private static IResult Settings(bool isDevelopment, IReadOnlyList<DemoSeller> sellers) =>
        Results.Json(new ConsoleSettings(isDevelopment, sellers));

    private static async Task<IResult> PageAsync(HttpContext context, DemoStore demo)
    {
        await demo.GetAsync();
        return Send(context, "demo.html");
    }

    /// <summary>A token, of the store's app where none is named.</summary>
    private static async Task<IResult> MintTokenAsync(long uid, Tokens tokens, DemoStore demo, TimeProvider time, long? appid = null)
    {
        var user = new User(appid ?? (await demo.GetAsync()).AppId, uid);
        return User.IsId(user.AppId) && User.IsId(user.Uid)
            ? Results.Json(new { token = tokens.Mint(new TokenIdentity(user, IsForbidden: false), time.GetUtcNow() + TokenLifetime) })
            : Results.Problem("appid and uid are 1 to 2^53-1.", statusCode: StatusCodes.Status400BadRequest);
    }

    /// <summary>One of the files embedded from this folder, by its name.</summary>
    private static IResult Send(HttpContext context, string file)
    {
        if (!ContentTypes.TryGetValue(System.IO.Path.GetExtension(file), out var contentType)
            || typeof(DemoEndpoints).Assembly.GetManifestResourceStream("Demo/" + file) is not { } stream)
        {
            return Results.NotFound();
        }

        PagePolicy.Apply(context);
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(stream, contentType);
    }
}
