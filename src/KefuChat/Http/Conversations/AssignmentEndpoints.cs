using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage.Assignments;
using KefuChat.Support;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuChat.Http.Conversations;

/// <summary>Who answers: a customer asks for a seller; the seller hands over, closes, opens again.</summary>
internal static class AssignmentEndpoints
{
    /// <summary>Maps the calls.</summary>
    public static void MapAssignments(this IEndpointRouteBuilder api)
    {
        api.MapPost("/stores/{store}/assignment", ClaimAsync)
            .RequireCaller(CallerKinds.Customer)
            .WithTags("Conversations")
            .WithSummary("Ask which seller of a store to write to")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        var sellers = api.MapGroup("/conversations/{id}")
            .RequireCaller(CallerKinds.Seller)
            .WithTags("Conversations")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        sellers.MapPost("/transfer", TransferAsync).WithSummary("Hand a conversation to another seller of its store");
        sellers.MapPost("/close", CloseAsync).WithSummary("Close a conversation");
        sellers.MapPost("/reopen", ReopenAsync).WithSummary("Open a closed conversation again");
    }

    private static async Task<Ok<AssignmentView>> ClaimAsync(
        Caller caller, long store, Stores stores, AssignmentDesk desk, ConversationPresenter presenter)
    {
        var shop = (await stores.FindAsync(store))?.Value;
        if (shop is null || shop.AppId != caller.User.AppId)
        {
            throw ProblemException.NotFound("store");
        }

        if (shop.Sellers.Count == 0)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, "The store has no sellers yet.");
        }

        var assignment = await desk.ClaimAsync(shop, caller.User);
        return TypedResults.Ok(await presenter.ShowAsync(shop, assignment));
    }

    private static async Task<Ok<ConversationView>> TransferAsync(
        Caller caller,
        ConversationId id,
        TransferRequest request,
        Stores stores,
        ConversationAccess access,
        AssignmentDesk desk,
        ConversationPresenter presenter)
    {
        RequireInStore(caller, await access.RequireAsync(caller, id));
        var shop = (await stores.FindAsync(id.StoreId))?.Value;
        var errors = new Errors();
        errors.Require(
            shop?.Sellers.Contains(request.Seller) == true && request.Seller != caller.User.Uid, "seller", "is another seller of the store");
        errors.Require(
            request.Note.Length <= Assignment.MaxNoteLength, "note", $"has at most {Assignment.MaxNoteLength} characters");
        errors.ThrowIfAny();
        var now = await desk.TransferAsync(id.StoreId, id.Customer, caller.User.Uid, request.Seller, request.Note);
        RequireDone(now, now?.SellerId == request.Seller && now.TransferredBy == caller.User.Uid);
        return TypedResults.Ok(await presenter.ShowAsync(
            caller, ConversationScope.OfSeller(id, caller.User.Uid, now, seesAll: false)));
    }

    private static Task<Ok<ConversationView>> CloseAsync(
        Caller caller, ConversationId id, ConversationAccess access, AssignmentDesk desk, ConversationPresenter presenter) =>
        SetOpenAsync(caller, id, isOpen: false, access, desk, presenter);

    private static Task<Ok<ConversationView>> ReopenAsync(
        Caller caller, ConversationId id, ConversationAccess access, AssignmentDesk desk, ConversationPresenter presenter) =>
        SetOpenAsync(caller, id, isOpen: true, access, desk, presenter);

    private static async Task<Ok<ConversationView>> SetOpenAsync(
        Caller caller, ConversationId id, bool isOpen, ConversationAccess access, AssignmentDesk desk, ConversationPresenter presenter)
    {
        RequireInStore(caller, await access.RequireAsync(caller, id));
        var now = await desk.SetOpenAsync(id.StoreId, id.Customer, caller.User.Uid, isOpen);
        RequireDone(now, now?.SellerId == caller.User.Uid);
        return TypedResults.Ok(await presenter.ShowAsync(
            caller, ConversationScope.OfSeller(id, caller.User.Uid, now, seesAll: true)));
    }

    /// <summary>Not of a former seller, whose call may be the second of two that were meant to be one.</summary>
    private static void RequireInStore(Caller caller, ConversationScope scope)
    {
        if (scope.Assignment?.SellerId == caller.User.Uid && !scope.IsItsSeller)
        {
            throw new ProblemException(StatusCodes.Status403Forbidden, "You are no longer a seller of the store.");
        }
    }

    private static void RequireDone(Assignment? now, bool isDone)
    {
        if (!isDone)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, now is null
                ? "The conversation is in no store, and nobody's."
                : $"The conversation is answered by seller {now.SellerId}, not by you.");
        }
    }
}
