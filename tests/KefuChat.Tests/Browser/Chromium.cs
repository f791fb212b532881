using KefuChat.Tests.Web;
using Microsoft.Playwright;

namespace KefuChat.Tests.Browser;

/// <summary>The machine's Chromium, driven by Playwright: one process for all tests, started for the first of them.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Nothing on loopback takes so long; a test that waits longer has found a fault.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser. A test that asks where none is installed is skipped, and says so.</summary>
    internal IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, "Chromium is not installed: neither KEFU_CHROMIUM nor the PATH leads to one.");
            return _browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } executable)
        {
            return;
        }

        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", WebWorkspace.PlaywrightDriver);
        Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", InPath("node"));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,

            // Chromium refuses its sandbox to root.
            Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [],
        });
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable("KEFU_CHROMIUM") is { Length: > 0 } configured ? configured : Names.Select(InPath).FirstOrDefault(path => path is not null);

    private static string? InPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(directory => Path.Combine(directory, program))
        .FirstOrDefault(File.Exists);
}
