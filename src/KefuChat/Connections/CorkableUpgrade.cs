using Microsoft.AspNetCore.Http.Features;

namespace KefuChat.Connections;

/// <summary>
/// Puts a <see cref="CorkableStream"/> beneath the WebSocket that the framework makes of an upgraded request. Where the
/// server has no upgrade of its own (the in-memory test server), there is nothing to gather and nothing changes.
/// </summary>
internal sealed class CorkableUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    /// <summary>The stream handed out, once the request is upgraded.</summary>
    public CorkableStream? Stream { get; private set; }

    /// <inheritdoc/>
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    /// <inheritdoc/>
    public async Task<Stream> UpgradeAsync() => Stream = new CorkableStream(await inner.UpgradeAsync());

    /// <summary>Wraps the request's upgrade feature; runs before the framework's WebSocket middleware looks for it.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { } upgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(new CorkableUpgrade(upgrade));
        }

        return next(context);
    }
}
