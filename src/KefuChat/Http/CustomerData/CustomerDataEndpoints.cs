using KefuChat.Authentication;
using KefuChat.Configuration;
using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Protocol;
using KefuChat.Support;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace KefuChat.Http.CustomerData;

/// <summary>What is done to customers' data as a whole: merge, export, erase, retention.</summary>
internal static class CustomerDataEndpoints
{
    /// <summary>Maps the calls.</summary>
    public static void MapCustomerData(this IEndpointRouteBuilder api)
    {
        api.MapPost("/visitors/merge", MergeAsync)
            .RequireCaller(CallerKinds.Customer)
            .WithTags("Identity")
            .WithSummary("Make what a visitor wrote the calling customer's");
        var admin = api.MapGroup("").RequireCaller(CallerKinds.Admin).WithTags("Customers' data");
        admin.MapGet("/customers/{appid}/{uid}/data", ExportAsync)
            .Produces<CustomerExportView>()
            .WithSummary("Export all there is of a customer");
        admin.MapDelete("/customers/{appid}/{uid}/data", EraseAsync).WithSummary("Erase all there is of a customer");
        admin.MapPost("/retention", RetainAsync).WithSummary("Remove what is older than the stores want to keep, now");
    }

    private static async Task<Ok<MergeView>> MergeAsync(Caller caller, MergeRequest request, Tokens tokens, VisitorMerge merge)
    {
        if (caller.IsVisitor)
        {
            throw new ProblemException(StatusCodes.Status403Forbidden, "A visitor cannot take over another: the call is made with the customer's token.");
        }

        if (await tokens.VerifyAsync(request.VisitorToken) is not { IsVisitor: true } visitor || visitor.User.AppId != caller.User.AppId)
        {
            throw ProblemException.BadField("visitor_token", "is a valid token of a visitor of the same app");
        }

        var (messages, stores) = await merge.MergeAsync(visitor.User, caller.User);
        return TypedResults.Ok(new MergeView(messages, [.. stores.Select(storeId => new ConversationId(storeId, caller.User).ToString())]));
    }

    private static async Task ExportAsync(
        long appid, long uid, HttpContext context, IOptions<KefuOptions> options, CustomerExport export)
    {
        var customer = RequireCustomer(appid, uid, options.Value);
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentDisposition = $"attachment; filename=customer-{appid}-{uid}.json";
        await export.WriteAsync(customer, context.Response.BodyWriter, context.RequestAborted);
    }

    private static async Task<Ok<ErasureReport>> EraseAsync(
        long appid, long uid, IOptions<KefuOptions> options, CustomerErasure erasure, CancellationToken cancellation) =>
        TypedResults.Ok(await erasure.RunAsync(RequireCustomer(appid, uid, options.Value), cancellation));

    private static async Task<Ok<RetentionView>> RetainAsync(Retention retention, CancellationToken cancellation) =>
        TypedResults.Ok(new RetentionView(await retention.RunAsync(cancellation)));

    private static User RequireCustomer(long appid, long uid, KefuOptions options)
    {
        var errors = new Errors();
        errors.Require(User.IsId(appid) && appid != options.AppId, "appid", "is an app of customers");
        errors.Require(User.IsId(uid), "uid", "is 1 to 2^53-1");
        errors.ThrowIfAny();
        return new User(appid, uid);
    }
}
