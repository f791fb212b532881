using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuChat.Http.Shops;

/// <summary>The calls about quick replies: a store's, by its sellers and the admin key, and a seller's own.</summary>
internal static class QuickReplyEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapQuickReplies(this IEndpointRouteBuilder api)
    {
        MapStores(api.MapGroup("/stores/{store}/quick-replies")
            .WithTags("Quick replies")
            .RequireCaller(CallerKinds.Admin | CallerKinds.Seller)
            .ProducesProblem(StatusCodes.Status404NotFound));
        MapSellers(api.MapGroup("/quick-replies").WithTags("Quick replies").RequireCaller(CallerKinds.Seller));
    }

    private static void MapStores(RouteGroupBuilder ofStore)
    {
        ofStore.MapGet("", async Task<Ok<QuickReplyList>> (
            long store, Caller caller, Stores stores, QuickReplyCalls calls, string after = "", int limit = 50) =>
                TypedResults.Ok(await calls.ListAsync(await StoreAsync(store, caller, stores), after, limit)))
            .WithSummary("A store's quick replies, in the order they were made");
        ofStore.MapPost("", async Task<Created<QuickReply>> (
            long store, Caller caller, Stores stores, QuickReplyCalls calls, QuickReplyRequest request) =>
                Created(await calls.AddAsync(await StoreAsync(store, caller, stores), request), $"/stores/{store}/quick-replies"))
            .WithSummary("Make a quick reply for a store's sellers");
        ofStore.MapPut("/{id}", async Task<Ok<QuickReply>> (
            long store, string id, Caller caller, Stores stores, QuickReplyCalls calls, QuickReplyRequest request) =>
                TypedResults.Ok(await calls.ReplaceAsync(await StoreAsync(store, caller, stores), id, request)))
            .WithSummary("Replace a quick reply of a store");
        ofStore.MapDelete("/{id}", async Task<NoContent> (
            long store, string id, Caller caller, Stores stores, QuickReplyCalls calls) =>
            {
                await calls.DeleteAsync(await StoreAsync(store, caller, stores), id);
                return TypedResults.NoContent();
            })
            .WithSummary("Remove a quick reply of a store");
    }

    private static void MapSellers(RouteGroupBuilder own)
    {
        own.MapGet("", async Task<Ok<QuickReplyList>> (Caller caller, QuickReplyCalls calls, string after = "", int limit = 50) =>
                TypedResults.Ok(await calls.ListAsync(QuickReplyOwner.Seller(caller.User.Uid), after, limit)))
            .WithSummary("The calling seller's own quick replies, in the order they were made");
        own.MapPost("", async Task<Created<QuickReply>> (Caller caller, QuickReplyCalls calls, QuickReplyRequest request) =>
                Created(await calls.AddAsync(QuickReplyOwner.Seller(caller.User.Uid), request), "/quick-replies"))
            .WithSummary("Make a quick reply of the calling seller's own");
        own.MapPut("/{id}", async Task<Ok<QuickReply>> (string id, Caller caller, QuickReplyCalls calls, QuickReplyRequest request) =>
                TypedResults.Ok(await calls.ReplaceAsync(QuickReplyOwner.Seller(caller.User.Uid), id, request)))
            .WithSummary("Replace a quick reply of the calling seller's own")
            .ProducesProblem(StatusCodes.Status404NotFound);
        own.MapDelete("/{id}", async Task<NoContent> (string id, Caller caller, QuickReplyCalls calls) =>
            {
                await calls.DeleteAsync(QuickReplyOwner.Seller(caller.User.Uid), id);
                return TypedResults.NoContent();
            })
            .WithSummary("Remove a quick reply of the calling seller's own")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The store, if it is there and the caller's.</summary>
    private static async Task<QuickReplyOwner> StoreAsync(long id, Caller caller, Stores stores) =>
        await stores.FindAsync(id) is { Value: var store } && (caller.IsAdmin || store.Sellers.Contains(caller.User.Uid))
            ? QuickReplyOwner.Store(id)
            : throw ProblemException.NotFound("store");

    private static Created<QuickReply> Created(QuickReply reply, string path) =>
        TypedResults.Created($"{ApiEndpoints.Root}{path}/{reply.Id}", reply);
}
