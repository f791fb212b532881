using System.Security.Claims;
using KefuChat.Protocol;

namespace KefuChat.Http.Callers;

/// <summary>Who makes an API call. A parameter of endpoints that <see cref="CallerConventions.RequireCaller"/> one.</summary>
/// <param name="Kind">One kind.</param>
/// <param name="User">Whose token it is; of no meaning with the admin key.</param>
/// <param name="IsVisitor">A customer nobody knows: a visitor of a shop's page.</param>
/// <param name="IsForbidden">The caller may read but not write; calls that write are refused before they come here.</param>
internal sealed record Caller(CallerKinds Kind, User User = default, bool IsVisitor = false, bool IsForbidden = false)
{
    /// <summary>Whether the call comes with the admin key.</summary>
    public bool IsAdmin => Kind == CallerKinds.Admin;

    /// <summary>Whether the call comes from a seller.</summary>
    public bool IsSeller => Kind == CallerKinds.Seller;

    /// <summary>Who was authenticated, or null.</summary>
    public static Caller? Of(ClaimsPrincipal principal) =>
        principal.Identities.OfType<CallerIdentity>().FirstOrDefault()?.Caller;

    /// <summary>The framework's way to a parameter of an endpoint.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => new(Of(context.User));
}
