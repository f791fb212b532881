using KefuChat.Configuration;
using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Shops;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace KefuChat.Http.Shops;

/// <summary>The calls about stores.</summary>
internal static class StoreEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapStores(this IEndpointRouteBuilder api)
    {
        var stores = api.MapGroup("/stores").WithTags("Stores");
        stores.MapPut("/{store}", PutAsync)
            .RequireCaller(CallerKinds.Admin)
            .WithSummary("Create or replace a store")
            .WithDescription("The answer's ETag in If-Match replaces that very state, or nothing.")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        stores.MapGet("/{store}", GetAsync)
            .RequireCaller(CallerKinds.Admin)
            .WithSummary("A store, as it was configured")
            .ProducesProblem(StatusCodes.Status404NotFound);
        stores.MapGet("", ListAsync)
            .RequireCaller(CallerKinds.Admin)
            .WithSummary("All stores, by their ids");
        stores.MapGet("/{store}/profile", GetProfileAsync)
            .WithSummary("What everybody may know of a store: its name, hours, and whether somebody is there")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<Store>, Created<Store>>> PutAsync(
        long store,
        StoreRequest request,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        Stores stores,
        KnownStores known,
        IOptions<KefuOptions> options,
        HttpResponse response)
    {
        var changed = request.ToStore(store);
        StoreCheck.Check(changed, options.Value.AppId);
        var write = await stores.PutAsync(changed, ETags.VersionOf(ifMatch))
            ?? throw new ProblemException(StatusCodes.Status412PreconditionFailed, "The store is not of the version that If-Match names.");
        known.Forget(store);
        response.Headers.ETag = ETags.Of(write.Version);
        return write.IsCreated ? TypedResults.Created($"{ApiEndpoints.Root}/stores/{store}", changed) : TypedResults.Ok(changed);
    }

    private static async Task<Ok<Store>> GetAsync(long store, Stores stores, HttpResponse response)
    {
        var found = await stores.FindAsync(store) ?? throw ProblemException.NotFound("store");
        response.Headers.ETag = ETags.Of(found.Version);
        return TypedResults.Ok(found.Value);
    }

    private static async Task<Ok<StoreList>> ListAsync(Stores stores, string after = "", int limit = 50)
    {
        FieldChecks.CheckPage(after, limit);
        var page = await stores.ListAsync(after, limit);
        return TypedResults.Ok(new StoreList(page.Items, page.Next));
    }

    private static async Task<Ok<StoreProfile>> GetProfileAsync(
        long store, Stores stores, SellerPresence presence, TimeProvider time)
    {
        var found = (await stores.FindAsync(store) ?? throw ProblemException.NotFound("store")).Value;
        var hours = new OpeningHours(found.Hours);
        var now = time.GetUtcNow();
        var here = await presence.HereAsync(found.Sellers);
        return TypedResults.Ok(new StoreProfile(
            store, found.Name, found.Greeting, found.OfflineMessage, hours.IsOpenAt(now), here.Count > 0, found.Hours, hours.OpensAfter(now)));
    }
}
