using KefuChat.Tests.Browser.Windows;
using KefuChat.Tests.EndToEnd;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>What a developer sees after <c>dotnet run</c>.</summary>
public sealed class DemoTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task The_shop_is_in_one_window_and_its_console_in_another()
    {
        var browser = await NewContextAsync("developer");
        var page = await browser.NewPageAsync();
        await page.GotoAsync(ServerAddress.ToString());
        var console = await browser.RunAndWaitForPageAsync(() => page.GetByRole(AriaRole.Link, new() { NameRegex = new("console") }).First.ClickAsync());
        var seller = new ConsoleWindow(console);
        await console.GetByRole(AriaRole.Button, new() { NameRegex = new("Sign in as Ann") }).ClickAsync();
        await Expect(seller.List).ToBeVisibleAsync();

        var customer = new ShopWindow(page);
        await customer.OpenChatAsync();
        await customer.WriteAsync("Does it keep dry?");
        await seller.ChooseAsync("Does it keep dry?");
        await seller.WriteAsync("It does.");
        await customer.ExpectTextsAsync("Does it keep dry?", "It does.");
    }

    internal override KefuServer Configure(KefuServer server) => server.UseDevelopment();

    /// <summary>The demo makes a store of its own.</summary>
    internal override Task OpenStoreAsync() => Task.CompletedTask;
}
