using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace KefuChat.Http.Callers;

/// <summary>Answers who may not call with a problem document that says what was wanted.</summary>
internal sealed class AccessRefusals : IAuthorizationMiddlewareResultHandler
{
    /// <inheritdoc/>
    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        var wanted = policy.Requirements.OfType<CallerRequirement>().Single().Wanted;
        if (authorizeResult.Challenged)
        {
            context.Response.Headers.WWWAuthenticate = BearerHandler.Scheme;
            return Results
                .Problem($"Authorization must be 'Bearer' and {wanted}.", statusCode: StatusCodes.Status401Unauthorized)
                .ExecuteAsync(context);
        }

        var reason = authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message;
        return Results.Problem(reason, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }
}
