using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Protocol;
using KefuChat.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuChat.Http.Shops;

/// <summary>The calls about sellers.</summary>
internal static class SellerEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapSellers(this IEndpointRouteBuilder api)
    {
        var sellers = api.MapGroup("/sellers").WithTags("Sellers");
        sellers.MapPut("/{uid}", PutAsync)
            .RequireCaller(CallerKinds.Admin)
            .WithSummary("Create or replace how a seller is shown");
        sellers.MapGet("/{uid}", GetAsync)
            .RequireCaller(CallerKinds.Admin | CallerKinds.User)
            .WithSummary("How a seller is shown")
            .ProducesProblem(StatusCodes.Status404NotFound);
        sellers.MapGet("", ListAsync)
            .RequireCaller(CallerKinds.Admin)
            .WithSummary("All sellers, by their uids");
        sellers.MapGet("/me", async Task<Ok<SellerSelf>> (Caller caller, Colleagues colleagues) =>
                TypedResults.Ok(await colleagues.OfAsync(caller.User)))
            .RequireCaller(CallerKinds.Seller)
            .WithSummary("Who the calling seller is, in which stores, and with whom");
        sellers.MapPut("/me/availability", PutAvailabilityAsync)
            .RequireCaller(CallerKinds.Seller)
            .WithSummary("Set whether the calling seller takes conversations");
        sellers.MapGet("/me/availability", GetAvailabilityAsync)
            .RequireCaller(CallerKinds.Seller)
            .WithSummary("Whether the calling seller takes conversations");
    }

    private static async Task<Ok<Seller>> PutAsync(long uid, SellerRequest request, Sellers sellers)
    {
        var errors = new Errors();
        errors.Require(User.IsId(uid), "uid", "is 1 to 2^53-1");
        errors.RequireText(request.Name, "name", 1, 100);
        errors.RequireAvatar(request.Avatar);
        errors.ThrowIfAny();
        var seller = new Seller(uid, request.Name, request.Avatar);
        await sellers.PutAsync(seller);
        return TypedResults.Ok(seller);
    }

    private static async Task<Ok<Seller>> GetAsync(long uid, Sellers sellers) =>
        TypedResults.Ok(await sellers.FindAsync(uid) ?? throw ProblemException.NotFound("seller"));

    private static async Task<Ok<SellerList>> ListAsync(Sellers sellers, string after = "", int limit = 50)
    {
        FieldChecks.CheckPage(after, limit);
        var page = await sellers.ListAsync(after, limit);
        return TypedResults.Ok(new SellerList(page.Items, page.Next));
    }

    private static async Task<Ok<Availability>> PutAvailabilityAsync(Caller caller, AvailabilityRequest request, Availabilities availabilities)
    {
        var status = request.Status ?? throw ProblemException.BadField("status", "is required, and available or away");
        var availability = new Availability(status);
        await availabilities.SetAsync(caller.User.Uid, availability);
        return TypedResults.Ok(availability);
    }

    private static async Task<Ok<Availability>> GetAvailabilityAsync(Caller caller, Availabilities availabilities) =>
        TypedResults.Ok((await availabilities.GetAsync([caller.User.Uid]))[0]);
}
