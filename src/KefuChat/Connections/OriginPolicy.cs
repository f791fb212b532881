using KefuChat.Configuration;
using Microsoft.Extensions.Options;

namespace KefuChat.Connections;

/// <summary>
/// Which pages may open a WebSocket or call the API: <c>Kefu:AllowedOrigins</c>; when none is given those of the same
/// host, and of localhost in Development; besides, those of the shops. A request without an Origin does not come from a page.
/// </summary>
internal sealed class OriginPolicy(IOptions<KefuOptions> options, IHostEnvironment environment, IShopOrigins shops)
{
    private readonly HashSet<string> _allowed = new(options.Value.AllowedOrigins, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the request's page is allowed, by the settings or by any shop.</summary>
    public async ValueTask<bool> AllowsAsync(HttpRequest request) =>
        SettingsAllow(request) || await shops.ContainsAsync(request.Headers.Origin.ToString());

    /// <summary>Whether the settings alone allow the request's page.</summary>
    public bool SettingsAllow(HttpRequest request)
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
