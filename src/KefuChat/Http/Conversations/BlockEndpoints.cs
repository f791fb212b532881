using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Support;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuChat.Http.Conversations;

/// <summary>A seller keeps a customer from writing: to that seller, or to the whole store.</summary>
internal static class BlockEndpoints
{
    /// <summary>Maps the calls.</summary>
    public static void MapBlocks(this IEndpointRouteBuilder api)
    {
        var blocks = api.MapGroup("/conversations/{id}/block")
            .RequireCaller(CallerKinds.Seller)
            .WithTags("Conversations")
            .ProducesProblem(StatusCodes.Status404NotFound);
        blocks.MapPut("", SetAsync).WithSummary("Mute or block the customer");
        blocks.MapDelete("", RemoveAsync).WithSummary("Take a mute or a block back");
    }

    private static async Task<Ok<Block>> SetAsync(
        Caller caller, ConversationId id, BlockRequest request, ConversationAccess access, Blocks blocks, TimeProvider time)
    {
        var scope = await access.RequireAsync(caller, id);
        var errors = new Errors();
        var sellerId = SellerIdOf(request.Scope, caller, id, errors);
        errors.Require(!(request.Until <= time.GetUtcNow()), "until", "is in the future, or left away for no end");
        errors.ThrowIfAny();
        RequireMay(sellerId, scope);
        var block = new Block(id.StoreId, sellerId, request.Until, caller.User.Uid);
        await blocks.SetAsync(id.Customer, block);
        return TypedResults.Ok(block);
    }

    private static async Task<NoContent> RemoveAsync(
        Caller caller, ConversationId id, ConversationAccess access, Blocks blocks, string scope = "seller")
    {
        var seen = await access.RequireAsync(caller, id);
        var errors = new Errors();
        var sellerId = SellerIdOf(scope, caller, id, errors);
        errors.ThrowIfAny();
        RequireMay(sellerId, seen);
        await blocks.RemoveAsync(id.Customer, id.StoreId, sellerId);
        return TypedResults.NoContent();
    }

    /// <summary>Whoever once wrote to the customer sees a part, and must not speak for the store.</summary>
    private static void RequireMay(long sellerId, ConversationScope scope)
    {
        if (sellerId == 0 && !scope.IsItsSeller)
        {
            throw new ProblemException(StatusCodes.Status403Forbidden, "Only the seller who has the conversation may block for the whole store.");
        }
    }

    /// <summary>In no store there is nobody else to speak for.</summary>
    private static long SellerIdOf(string scope, Caller caller, ConversationId id, Errors errors)
    {
        errors.Require(
            scope is "seller" || (scope is "store" && id.StoreId != 0), "scope", "is seller, or, in a store's conversation, store");
        return scope is "store" ? 0 : caller.User.Uid;
    }
}
