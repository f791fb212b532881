using Microsoft.AspNetCore.Authorization;

namespace KefuChat.Http.Callers;

/// <summary>That a call is made by someone of certain kinds, who may write if the call does.</summary>
/// <param name="kinds">Those who may call.</param>
internal sealed class CallerRequirement(CallerKinds kinds) : AuthorizationHandler<CallerRequirement>, IAuthorizationRequirement
{
    /// <summary>Those who may call.</summary>
    public CallerKinds Kinds { get; } = kinds;

    /// <summary>What a call must bear, in words: "the admin key or a seller's token".</summary>
    public string Wanted => string.Join(" or ", Names());

    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, CallerRequirement requirement)
    {
        if (Caller.Of(context.User) is not { } caller)
        {
            return Task.CompletedTask;
        }

        if (!Kinds.HasFlag(caller.Kind))
        {
            context.Fail(new AuthorizationFailureReason(this, $"This call needs {Wanted}."));
        }
        else if (caller.IsForbidden && context.Resource is HttpContext http && !IsRead(http.Request.Method))
        {
            context.Fail(new AuthorizationFailureReason(this, "This token may read but not write."));
        }
        else
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private IEnumerable<string> Names()
    {
        if (Kinds.HasFlag(CallerKinds.Admin))
        {
            yield return "the admin key";
        }

        if (Kinds.HasFlag(CallerKinds.User))
        {
            yield return "a user's token";
        }
        else if (Kinds.HasFlag(CallerKinds.Seller))
        {
            yield return "a seller's token";
        }
        else if (Kinds.HasFlag(CallerKinds.Customer))
        {
            yield return "a customer's token";
        }
    }
}
