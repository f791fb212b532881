using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>The widget in the width of a phone, and in Chinese.</summary>
public sealed partial class PhoneTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int Width = 390;
    private const int Height = 844;

    [Fact]
    public async Task The_chat_takes_the_whole_of_a_phone()
    {
        var browser = await NewContextAsync("customer", new()
        {
            Locale = "en-US",
            ViewportSize = new() { Width = Width, Height = Height },
            DeviceScaleFactor = 2,
            HasTouch = true,
            IsMobile = true,
        });
        var customer = await OpenShopAsync(browser);
        await customer.OpenChatAsync();
        var box = (await customer.Panel.BoundingBoxAsync())!;
        Assert.Equal((0, 0, Width, Height), ((int)box.X, (int)box.Y, (int)box.Width, (int)box.Height));

        await customer.WriteAsync("A very long word: " + new string('x', 400));
        await customer.ExpectStateAsync("A very long word", "Delivered");
        Assert.Equal(Width, await customer.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal(0, await customer.Log.EvaluateAsync<int>("log => log.scrollWidth - log.clientWidth"));
    }

    [Fact]
    public async Task It_speaks_the_browsers_language()
    {
        var customer = await OpenShopAsync(await NewContextAsync("customer", new() { Locale = "zh-CN" }));
        await customer.Page.GetByRole(AriaRole.Button, new() { NameRegex = Chinese() }).ClickAsync();
        var composer = customer.Panel.GetByRole(AriaRole.Textbox);
        await Expect(composer).ToBeFocusedAsync();
        await Expect(composer).ToHaveAttributeAsync("placeholder", Chinese());

        var console = await (await NewContextAsync("seller", new() { Locale = "zh-CN" })).NewPageAsync();
        await console.GotoAsync(new Uri(ServerAddress, "/console").ToString());
        await Expect(console.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true })).ToBeVisibleAsync();
        await Expect(console.Locator("html")).ToHaveAttributeAsync("lang", new Regex("^zh"));
    }

    [GeneratedRegex("[\u4e00-\u9fff]")]
    private static partial Regex Chinese();
}
