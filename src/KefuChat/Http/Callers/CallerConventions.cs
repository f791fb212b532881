using Microsoft.AspNetCore.Authorization;

namespace KefuChat.Http.Callers;

/// <summary>Says of endpoints who may call them. Those it is not said of are for everyone.</summary>
internal static class CallerConventions
{
    /// <summary>Lets only callers of these kinds through: 401 to whom nobody knows, 403 to others.</summary>
    public static T RequireCaller<T>(this T endpoints, CallerKinds kinds)
        where T : IEndpointConventionBuilder => endpoints
            .RequireAuthorization(
                new AuthorizationPolicyBuilder(BearerHandler.Scheme).AddRequirements(new CallerRequirement(kinds)).Build())
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
}
