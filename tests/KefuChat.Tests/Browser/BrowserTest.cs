using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;
using Microsoft.Playwright;

namespace KefuChat.Tests.Browser;

/// <summary>
/// A chat server, a shop with its web site, and windows of a browser that nobody has used before. A test fails on any error
/// that a page reports and the test did not expect; what its pages said and looked like is kept where one fails.
/// </summary>
[Collection(BrowserSuite.Name)]
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    internal static readonly User Ann = new(1, 55);
    internal static readonly User Bo = new(1, 56);
    internal static readonly User Customer = new(ShopBackend.AppId, 1001);

    private readonly List<IBrowserContext> _contexts = [];
    private KefuServer? _server;

    internal PageLog Log { get; } = new();

    internal ShopSite Site { get; private set; } = null!;

    internal ShopBackend Backend { get; private set; } = null!;

    /// <summary>The chat server's address.</summary>
    internal Uri ServerAddress { get; private set; } = null!;

    /// <summary>The server, where it runs in this process.</summary>
    internal KefuServer Server => _server!;

    public virtual async ValueTask InitializeAsync()
    {
        _ = chromium.Browser;
        Site = await ShopSite.StartAsync();
        ServerAddress = await StartServerAsync();
        Backend = new ShopBackend(ServerAddress);
        await Backend.OpenStoreAsync(Site.Origin, (Ann, "Ann"), (Bo, "Bo"));
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await KeepAsync();
        }

        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

        Backend?.Dispose();
        await (Site?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        Assert.Equal("", string.Join('\n', Log.UnexpectedErrors));
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the server of the test and gives its address.</summary>
    internal virtual Task<Uri> StartServerAsync()
    {
        _server = new KefuServer(HostKind.Kestrel);
        _server.Start();
        return Task.FromResult(_server.ClientOptions.BaseAddress);
    }

    /// <summary>A browser of somebody's own, with nothing stored in it.</summary>
    internal async Task<IBrowserContext> NewContextAsync(string name, BrowserNewContextOptions? options = null)
    {
        var context = await chromium.Browser.NewContextAsync(options ?? new BrowserNewContextOptions { Locale = "en-US" });
        context.SetDefaultTimeout((float)Chromium.Patience.TotalMilliseconds);
        Log.Follow(context, name);
        _contexts.Add(context);
        return context;
    }

    /// <summary>Writes the log and a picture of every page beside the test's assembly, and tells where.</summary>
    private async Task KeepAsync()
    {
        var name = string.Concat(TestContext.Current.Test!.TestDisplayName.Split('.')[^1].Split(Path.GetInvalidFileNameChars()));
        var directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults", name)).FullName;
        await File.WriteAllLinesAsync(Path.Combine(directory, "pages.log"), Log.Lines);
        var number = 0;
        foreach (var page in _contexts.SelectMany(context => context.Pages))
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(directory, $"page{++number}.png") });
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"The pages' log and pictures are in {directory}");
    }
}
