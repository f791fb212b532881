using System.Text;
using KefuChat.Protocol;
using KefuChat.Tests.Browser.Windows;
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
        await OpenStoreAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await KeepPagesAsync();
        }

        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

        Backend?.Dispose();
        await (Site?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        var errors = string.Join('\n', Log.UnexpectedErrors);
        Assert.True(errors.Length == 0, errors);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the server of the test and gives its address.</summary>
    internal virtual Task<Uri> StartServerAsync()
    {
        _server = Configure(new KefuServer(HostKind.Kestrel));
        _server.Start();
        return Task.FromResult(_server.ClientOptions.BaseAddress);
    }

    /// <summary>Sets the shop up.</summary>
    internal virtual Task OpenStoreAsync() => Backend.OpenStoreAsync(Site.Origin, (Ann, "Ann"), (Bo, "Bo"));

    /// <summary>Sets what the server of a test needs.</summary>
    internal virtual KefuServer Configure(KefuServer server) => server;

    /// <summary>A browser of somebody's own, with nothing stored in it.</summary>
    internal async Task<IBrowserContext> NewContextAsync(string name, BrowserNewContextOptions? options = null)
    {
        var context = await chromium.Browser.NewContextAsync(options ?? new BrowserNewContextOptions { Locale = "en-US" });
        context.SetDefaultTimeout((float)Chromium.Patience.TotalMilliseconds);
        Log.Follow(context, name);
        _contexts.Add(context);
        return context;
    }

    /// <summary>Opens a page of the shop.</summary>
    /// <param name="context">Whose browser; a new customer's when left away.</param>
    /// <param name="page">Which page; one that allows everything when left away.</param>
    internal async Task<ShopWindow> OpenShopAsync(IBrowserContext? context = null, ShopPage? page = null)
    {
        var tab = await (context ?? await NewContextAsync("customer")).NewPageAsync();
        await tab.GotoAsync(Site.Put(page ?? new ShopPage(ServerAddress)).ToString());
        return new ShopWindow(tab);
    }

    /// <summary>Opens the console as a shop's backend does, with a token in the address.</summary>
    internal async Task<ConsoleWindow> OpenConsoleAsync(User seller, IBrowserContext? context = null)
    {
        var tab = await (context ?? await NewContextAsync($"seller {seller.Uid}")).NewPageAsync();
        await tab.GotoAsync(new Uri(ServerAddress, $"/console#token={await Backend.TokenAsync(seller)}").ToString());
        var console = new ConsoleWindow(tab);
        await Assertions.Expect(console.List).ToBeVisibleAsync();
        return console;
    }

    /// <summary>Keeps a file for whoever looks into a failure, beside the tests' assembly, and gives its path.</summary>
    internal static async Task<string> KeepAsync(string name, byte[] bytes)
    {
        var test = $"{TestContext.Current.TestMethod!.MethodName} {TestContext.Current.Test!.UniqueID[..6]}";
        var directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults", test));
        var path = Path.Combine(directory.FullName, name);
        await File.WriteAllBytesAsync(path, bytes);
        return path;
    }

    /// <summary>Keeps the log and a picture of every page, and tells where.</summary>
    private async Task KeepPagesAsync()
    {
        var kept = new List<string> { await KeepAsync("pages.log", Encoding.UTF8.GetBytes(string.Join('\n', Log.Lines))) };
        foreach (var page in _contexts.SelectMany(context => context.Pages))
        {
            kept.Add(await KeepAsync($"page{kept.Count}.png", await page.ScreenshotAsync()));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"The pages' log and pictures: {string.Join(", ", kept)}");
    }
}
