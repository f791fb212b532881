using KefuChat.Storage.Documents;

namespace KefuChat.Shops;

/// <summary>The apps.</summary>
internal sealed class Apps(IDocumentStore documents)
{
    /// <summary>The kind of the documents.</summary>
    public const string Kind = "app";

    private readonly DocumentSet<App> _apps = new(documents, Kind);

    /// <summary>One app, or null.</summary>
    public async ValueTask<App?> FindAsync(long appId) => (await _apps.FindAsync(DocumentIds.Of(appId)))?.Value;

    /// <summary>Apps in the order of their ids.</summary>
    public ValueTask<Page<App>> ListAsync(string after, int limit) => _apps.ListAsync(prefix: "", after, limit);

    /// <summary>Creates or replaces an app, checked.</summary>
    public Task PutAsync(App app) => _apps.PutAsync(DocumentIds.Of(app.AppId), app);
}
