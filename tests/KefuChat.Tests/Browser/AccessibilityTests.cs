using KefuChat.Tests.Browser.Windows;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>axe-core finds nothing serious in what people see of us, by day and by night.</summary>
public sealed class AccessibilityTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Widget = "kefu-chat";

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_widget_shuts_nobody_out(ColorScheme scheme)
    {
        var seller = await OpenConsoleAsync(Ann);
        var customer = await OpenShopAsync(await NewContextAsync("customer", In(scheme)));
        await Expect(customer.Launcher).ToBeVisibleAsync();
        await Axe.ExpectNothingSeriousAsync(customer.Page, Widget);

        await customer.CallAsync("setProduct", new { id = "88", title = "Rain jacket", price = "59.90", currency = "EUR" });
        await customer.OpenChatAsync();
        await Axe.ExpectNothingSeriousAsync(customer.Page, Widget);

        await customer.WriteAsync("Look at https://shop.example/p/88");
        await seller.ChooseAsync("shop.example");
        await seller.AttachAsync(Picture.Blue("jacket.png"));
        await seller.Button("Ask for a rating").ClickAsync();
        await customer.ExpectImageAsync("jacket.png");
        await Expect(customer.Log).ToContainTextAsync("How did you like our service?");
        await Axe.ExpectNothingSeriousAsync(customer.Page, Widget);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_console_shuts_nobody_out(ColorScheme scheme)
    {
        var browser = await NewContextAsync("seller", In(scheme));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(ServerAddress, "/console").ToString());
        await Expect(page.GetByLabel("Token")).ToBeVisibleAsync();
        await Axe.ExpectNothingSeriousAsync(page);

        var customer = await OpenShopAsync();
        await customer.OpenChatAsync();
        await customer.WriteAsync("Look at https://shop.example/p/88");
        var seller = await OpenConsoleAsync(Ann, browser);
        await Expect(seller.Conversations).ToHaveCountAsync(1);
        await Axe.ExpectNothingSeriousAsync(seller.Page);

        await seller.ChooseAsync("shop.example");
        await seller.WriteAsync("A fine jacket.");
        await seller.AttachAsync(Picture.Blue("jacket.png"));
        await seller.ExpectImageAsync("jacket.png");
        await seller.ExpectStateAsync("A fine jacket.", "Read");
        await Axe.ExpectNothingSeriousAsync(seller.Page);

        foreach (var dialog in (string[])["Transfer", "Block…", "Keyboard shortcuts", "Manage quick replies"])
        {
            await seller.Button(dialog).ClickAsync();
            await Expect(seller.Dialog).ToBeVisibleAsync();
            await Axe.ExpectNothingSeriousAsync(seller.Page);
            await seller.Page.Keyboard.PressAsync("Escape");
            await Expect(seller.Dialog).ToBeHiddenAsync();
        }

        await seller.Button("Settings").ClickAsync();
        await Expect(seller.Page.GetByLabel("Language")).ToBeVisibleAsync();
        await Axe.ExpectNothingSeriousAsync(seller.Page);
    }

    private static BrowserNewContextOptions In(ColorScheme scheme) =>
        new() { Locale = "en-US", ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce };
}
