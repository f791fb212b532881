using KefuChat.Configuration;
using Microsoft.Extensions.Options;

namespace KefuChat.Connections;

/// <summary>
/// Which pages may open a WebSocket: <c>Kefu:AllowedOrigins</c>; when none is given those of the same host, and of
/// localhost in Development. A request without an Origin does not come from a page.
/// </summary>
internal sealed class OriginPolicy(IOptions<KefuOptions> options, IHostEnvironment environment)
{
    private readonly HashSet<string> _allowed = new(options.Value.AllowedOrigins, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the request's page is allowed.</summary>
    public bool Allows(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        if (string.IsNullOrEmpty(origin) || _allowed.Contains("*") || _allowed.Contains(origin))
        {
            return true;
        }

        if (_allowed.Count > 0 || !Uri.TryCreate(origin, UriKind.Absolute, out var uri))
        {
            return false;
        }

        return string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            || (environment.IsDevelopment() && uri.IsLoopback);
    }
}
