using System.Security.Claims;

namespace KefuChat.Http.Callers;

/// <summary>A caller in the framework's own terms.</summary>
internal sealed class CallerIdentity(Caller caller) : ClaimsIdentity(BearerHandler.Scheme)
{
    /// <summary>The caller.</summary>
    public Caller Caller { get; } = caller;
}
