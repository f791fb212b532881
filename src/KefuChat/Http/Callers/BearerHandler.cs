using System.Security.Claims;
using System.Text.Encodings.Web;
using KefuChat.Authentication;
using KefuChat.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace KefuChat.Http.Callers;

/// <summary>
/// Finds out who calls: <c>Authorization: Bearer</c> and the admin key, or a user's token as on the WebSocket.
/// </summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    AdminKey adminKey,
    Tokens tokens,
    IOptions<KefuOptions> kefu)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme, in the header and within the program.</summary>
    public new const string Scheme = "Bearer";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var credentials = header[Scheme.Length..].Trim();
        if (adminKey.Is(credentials))
        {
            return Success(new Caller(CallerKinds.Admin));
        }

        return await tokens.VerifyAsync(credentials) is { } identity
            ? Success(new Caller(KindOf(identity), identity.User, identity.IsVisitor, identity.IsForbidden))
            : AuthenticateResult.Fail("It is neither the admin key nor a token that holds.");
    }

    private CallerKinds KindOf(TokenIdentity identity) =>
        identity.User.AppId == kefu.Value.AppId ? CallerKinds.Seller : CallerKinds.Customer;

    private static AuthenticateResult Success(Caller caller) => AuthenticateResult.Success(
        new AuthenticationTicket(new ClaimsPrincipal(new CallerIdentity(caller)), Scheme));
}
