using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Support;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuChat.Http.Shops;

/// <summary>The calls about apps.</summary>
internal static class AppEndpoints
{
    private const int MaxWords = 1000;
    private const int MaxWordLength = 64;

    /// <summary>Maps them.</summary>
    public static void MapApps(this IEndpointRouteBuilder api)
    {
        var apps = api.MapGroup("/apps").WithTags("Apps").RequireCaller(CallerKinds.Admin);
        apps.MapPut("/{appid}", PutAsync).WithSummary("Create or replace an app");
        apps.MapGet("/{appid}", GetAsync)
            .WithSummary("An app, as it was configured")
            .ProducesProblem(StatusCodes.Status404NotFound);
        apps.MapGet("", ListAsync).WithSummary("All apps, by their ids");
    }

    private static async Task<Ok<App>> PutAsync(long appid, AppRequest request, Apps apps, WordFilters filters)
    {
        var filter = request.WordFilter ?? new WordFilter();
        var errors = new Errors();
        errors.Require(User.IsId(appid), "appid", "is 1 to 2^53-1");
        errors.RequireText(request.Name, "name", 1, 100);
        errors.Require(filter.Mask.Count + filter.Refuse.Count <= MaxWords, "word_filter", $"has at most {MaxWords} words in all");
        CheckWords(errors, "word_filter.mask", filter.Mask);
        CheckWords(errors, "word_filter.refuse", filter.Refuse);
        errors.ThrowIfAny();
        var app = new App(appid, request.Name, filter);
        await apps.PutAsync(app);
        filters.Forget(appid);
        return TypedResults.Ok(app);
    }

    private static async Task<Ok<App>> GetAsync(long appid, Apps apps) =>
        TypedResults.Ok(await apps.FindAsync(appid) ?? throw ProblemException.NotFound("app"));

    private static async Task<Ok<AppList>> ListAsync(Apps apps, string after = "", int limit = 50)
    {
        FieldChecks.CheckPage(after, limit);
        var page = await apps.ListAsync(after, limit);
        return TypedResults.Ok(new AppList(page.Items, page.Next));
    }

    private static void CheckWords(Errors errors, string field, IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            errors.Require(
                words[i] is { Length: <= MaxWordLength } word && !string.IsNullOrWhiteSpace(word) && !word.Any(char.IsControl),
                $"{field}[{i}]",
                $"has 1 to {MaxWordLength} characters, and not only spaces");
        }
    }
}
