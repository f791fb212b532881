using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace KefuChat.Tests.Browser;

/// <summary>A shop's own web site, on another origin than the chat: its pages have no script but the one they embed.</summary>
internal sealed class ShopSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ShopPage> _pages = new();

    private ShopSite()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Its address, which ends with a slash.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>As a store lists it among its allowed origins.</summary>
    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    public static async Task<ShopSite> StartAsync()
    {
        var site = new ShopSite();
        await site._app.StartAsync();

        // By its other name, so that it is another site than the chat's, and not only another origin.
        site.Address = new UriBuilder(site._app.Urls.Single()) { Host = "localhost" }.Uri;
        return site;
    }

    /// <summary>Puts a page on it and gives its address.</summary>
    public Uri Put(ShopPage page)
    {
        var path = $"/page{_pages.Count}";
        _pages[path] = page;
        return new Uri(Address, path);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.EndsWith(".css", StringComparison.Ordinal) && _pages.TryGetValue(path[..^".css".Length], out var styled))
        {
            context.Response.ContentType = "text/css; charset=utf-8";
            return context.Response.WriteAsync(styled.Css);
        }

        if (!_pages.TryGetValue(path, out var page))
        {
            // The browser asks for an icon by itself; an error of its log would be a failure of the test.
            context.Response.StatusCode = path == "/favicon.ico" ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        if (page.ContentSecurityPolicy is { } policy)
        {
            context.Response.Headers.ContentSecurityPolicy = policy;
        }

        return context.Response.WriteAsync(page.ToHtml(stylesheet: path + ".css"));
    }
}
