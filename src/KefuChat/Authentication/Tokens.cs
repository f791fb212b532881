using System.Text;
using KefuChat.Protocol;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KefuChat.Authentication;

/// <summary>
/// Mints and verifies tokens: JWTs (RFC 7519) signed with HS256, with the claims <c>appid</c>, <c>uid</c>, <c>exp</c>
/// and, where set, <c>forbidden</c> and <c>visitor</c>; at most 255 bytes, so that a classic client can send them.
/// </summary>
internal sealed partial class Tokens
{
    private const string AppIdClaim = "appid";
    private const string UidClaim = "uid";
    private const string ForbiddenClaim = "forbidden";
    private const string VisitorClaim = "visitor";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SigningCredentials _signing;
    private readonly TokenValidationParameters _validation;

    /// <summary>Signs with the first key, verifies with all.</summary>
    public Tokens(SigningKeys keys, TimeProvider time, ILogger<Tokens> logger)
    {
        _time = time;
        _logger = logger;
        _signing = new SigningCredentials(keys.All[0], SecurityAlgorithms.HmacSha256);
        _validation = new TokenValidationParameters
        {
            IssuerSigningKeys = keys.All,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsWithin(notBefore, expires),
        };
    }

    /// <summary>A token for an identity.</summary>
    /// <param name="identity">Whose.</param>
    /// <param name="expires">From when on it is refused.</param>
    public string Mint(TokenIdentity identity, DateTimeOffset expires)
    {
        var claims = new Dictionary<string, object> { [AppIdClaim] = identity.User.AppId, [UidClaim] = identity.User.Uid };
        if (identity.IsForbidden)
        {
            claims[ForbiddenClaim] = true;
        }

        if (identity.IsVisitor)
        {
            claims[VisitorClaim] = true;
        }

        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            Expires = expires.UtcDateTime,
            SigningCredentials = _signing,
        });
    }

    /// <summary>
    /// Who bears a token, or null when it is malformed, expired, unsigned, wrongly signed, or names nobody. The log tells
    /// which: whoever signs tokens of their own must be able to find out.
    /// </summary>
    public async ValueTask<TokenIdentity?> VerifyAsync(string token)
    {
        if (Encoding.UTF8.GetByteCount(token) > AuthToken.MaxTokenBytes)
        {
            return Refuse($"it has over {AuthToken.MaxTokenBytes} bytes");
        }

        var result = await _handler.ValidateTokenAsync(token, _validation);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
        {
            return Refuse(Reason(result.Exception));
        }

        if (!jwt.TryGetPayloadValue<long>(AppIdClaim, out var appId)
            || !jwt.TryGetPayloadValue<long>(UidClaim, out var uid)
            || !User.IsId(appId)
            || !User.IsId(uid))
        {
            return Refuse("appid or uid is missing, or not 1 to 2^53-1");
        }

        if (ReadFlag(jwt, ForbiddenClaim) is not { } isForbidden)
        {
            return Refuse("forbidden is not true or false");
        }

        return ReadFlag(jwt, VisitorClaim) is { } isVisitor
            ? new TokenIdentity(new User(appId, uid), isForbidden, isVisitor)
            : Refuse("visitor is not true or false");
    }

    /// <summary>
    /// False where there is none; null where it is not a truth value: whoever signed it meant something, and it must not be
    /// taken for the lack of it.
    /// </summary>
    private static bool? ReadFlag(JsonWebToken jwt, string claim) =>
        !jwt.TryGetPayloadValue<object>(claim, out _) ? false
        : jwt.TryGetPayloadValue<bool>(claim, out var isSet) ? isSet
        : null;

    /// <summary>By the exception's kind: its message may quote the token.</summary>
    private static string Reason(Exception? exception) => exception switch
    {
        SecurityTokenInvalidLifetimeException => "it has expired, or is not valid yet",
        SecurityTokenNoExpirationException => "it has no exp",
        SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException => "it is not signed with HS256 and one of Kefu:Tokens:SigningKeys",
        _ => "it is no signed JWT",
    };

    private TokenIdentity? Refuse(string reason)
    {
        LogRefused(reason);
        return null;
    }

    private bool IsWithin(DateTime? notBefore, DateTime? expires)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return expires > now && !(notBefore > now);
    }

    [LoggerMessage(5001, LogLevel.Information, "A token is refused: {Reason}")]
    private partial void LogRefused(string reason);
}
