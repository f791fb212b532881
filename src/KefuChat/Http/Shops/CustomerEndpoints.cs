using KefuChat.Configuration;
using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Protocol;
using KefuChat.Shops;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace KefuChat.Http.Shops;

/// <summary>The calls about how customers are shown.</summary>
internal static class CustomerEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapCustomers(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers").RequireCaller(CallerKinds.Admin);
        customers.MapPut("/{appid}/{uid}", PutAsync).WithSummary("Create or replace how a customer is shown to sellers");
        customers.MapGet("/{appid}/{uid}", GetAsync)
            .WithSummary("How a customer is shown to sellers")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<CustomerProfile>> PutAsync(
        long appid, long uid, CustomerProfileRequest request, CustomerProfiles profiles, IOptions<KefuOptions> options)
    {
        var kefuAppId = options.Value.AppId;
        var errors = new Errors();
        errors.Require(User.IsId(appid) && appid != kefuAppId, "appid", $"is 1 to 2^53-1, but not {kefuAppId}, where sellers live");
        errors.Require(User.IsId(uid), "uid", "is 1 to 2^53-1");
        errors.RequireText(request.Name, "name", 1, 100);
        errors.RequireAvatar(request.Avatar);
        errors.ThrowIfAny();
        var profile = new CustomerProfile(request.Name, request.Avatar);
        await profiles.PutAsync(new User(appid, uid), profile);
        return TypedResults.Ok(profile);
    }

    private static async Task<Ok<CustomerProfile>> GetAsync(long appid, long uid, CustomerProfiles profiles) =>
        TypedResults.Ok(await profiles.FindAsync(new User(appid, uid)) ?? throw ProblemException.NotFound("customer's profile"));
}
