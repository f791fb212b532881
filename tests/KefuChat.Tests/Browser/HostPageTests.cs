using KefuChat.Tests.Browser.Windows;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>What the widget does to a shop's page, and the page to the widget: nothing.</summary>
public sealed class HostPageTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string AggressiveCss =
        "* { all: unset !important } html * { color: red !important; font: 30px serif !important; letter-spacing: 4px !important }";

    [Fact]
    public async Task It_stores_asks_and_connects_nothing_before_the_customer_acts()
    {
        var customer = await OpenShopAsync();
        await Expect(customer.Launcher).ToBeVisibleAsync();
        await customer.Launcher.HoverAsync();
        await customer.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Equal([new Uri(ServerAddress, "/widget.js").ToString()], Log.Requests.Where(request => request.StartsWith(ServerAddress.ToString(), StringComparison.Ordinal)));
        Assert.Equal(0, Log.SocketsOf(customer.Page));
        Assert.Equal(
            "0 0 [] [] ",
            await customer.Page.EvaluateAsync<string>(
                """
                async () => [
                    localStorage.length,
                    sessionStorage.length,
                    JSON.stringify(await indexedDB.databases()),
                    JSON.stringify(await caches.keys()),
                    document.cookie,
                ].join(" ")
                """));
    }

    [Fact]
    public async Task It_works_on_a_page_with_a_strict_policy()
    {
        var customer = await OpenShopAsync(page: new ShopPage(ServerAddress, ContentSecurityPolicy: ShopPage.StrictPolicy(ServerAddress)));
        var seller = await OpenConsoleAsync(Ann);
        await customer.OpenChatAsync();
        await customer.WriteAsync("Hello");
        await seller.ChooseAsync("Hello");
        await seller.AttachAsync(Picture.Blue("jacket.png"));
        await customer.ExpectImageAsync("jacket.png");
    }

    [Fact]
    public async Task It_looks_the_same_on_a_page_whose_style_unsets_everything()
    {
        var browser = await NewContextAsync("customer", new() { Locale = "en-US", ReducedMotion = ReducedMotion.Reduce });
        var plain = await OpenShopAsync(browser);
        var hostile = await OpenShopAsync(browser, new ShopPage(ServerAddress, Css: AggressiveCss));
        await ExpectSameLooksAsync(plain.Launcher, hostile.Launcher);

        // One after the other: two that ask for an identity at the same moment become two visitors.
        await plain.OpenChatAsync();
        await plain.WriteAsync("Is it in stock?");
        await plain.ExpectStateAsync("Is it in stock?", "Delivered");
        await hostile.OpenChatAsync();
        await hostile.ExpectTextsAsync("Is it in stock?");

        // Both come back to it, so that they know the same.
        foreach (var window in (ShopWindow[])[plain, hostile])
        {
            await window.Page.ReloadAsync();
            await window.OpenChatAsync();
            await window.ExpectTextsAsync("Is it in stock?");
        }

        await ExpectSameLooksAsync(plain.Panel, hostile.Panel);
    }

    [Fact]
    public async Task A_script_tag_that_is_there_twice_makes_one_widget()
    {
        var customer = await OpenShopAsync();
        await customer.Page.AddScriptTagAsync(new() { Url = new Uri(ServerAddress, "/widget.js").ToString() });
        await customer.OpenChatAsync();
        await Expect(customer.Panel).ToHaveCountAsync(1);
        await Expect(customer.Composer).ToHaveCountAsync(1);
    }

    /// <summary>Compares a part of the widget on two pages as the customer sees it: every pixel, but for the caret.</summary>
    private static async Task ExpectSameLooksAsync(ILocator expected, ILocator actual)
    {
        var (one, other) = (await LooksAsync(expected), await LooksAsync(actual));
        if (!one.AsSpan().SequenceEqual(other))
        {
            Assert.Fail($"They look different: {await KeepAsync("expected.png", one)}, {await KeepAsync("actual.png", other)}");
        }
    }

    private static async Task<byte[]> LooksAsync(ILocator part)
    {
        await part.Page.BringToFrontAsync();
        await Expect(part).ToBeVisibleAsync();
        return await part.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
    }
}
