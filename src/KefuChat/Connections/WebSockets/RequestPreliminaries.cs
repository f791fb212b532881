using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace KefuChat.Connections.WebSockets;

/// <summary>
/// What ASP.NET Core's defaults do with a request before any endpoint sees it, for requests that never come that way:
/// <c>AllowedHosts</c>, and the headers of reverse proxies (<c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c>).
/// </summary>
internal sealed class RequestPreliminaries(
    IOptionsMonitor<HostFilteringOptions> hosts, IOptions<ForwardedHeadersOptions> forwarded, ILoggerFactory loggers)
{
    private readonly ForwardedHeadersMiddleware _forwarders = new(static _ => Task.CompletedTask, loggers, forwarded);

    /// <summary>Applies them. False: the host is not among those allowed, as far as is clear at a glance.</summary>
    public bool Apply(HttpContext context)
    {
        _forwarders.ApplyForwarders(context);
        var allowed = hosts.CurrentValue.AllowedHosts;
        return allowed.Count == 0
            || allowed.Contains("*")
            || HostString.MatchesAny(context.Request.Host.Host, [.. allowed.Select(host => new StringSegment(host))]);
    }
}
