using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>What a shop's page does with the widget: it says who is there and what is looked at, and hears what happens.</summary>
public sealed class ShopPageTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task The_product_of_the_page_is_sent_with_a_click()
    {
        var seller = await OpenConsoleAsync(Ann);
        var customer = await OpenShopAsync();
        await customer.CallAsync(
            "setProduct", new { id = "88", title = "Rain jacket, blue", price = "59.90", currency = "EUR", url = "https://shop.example/p/88" });
        await customer.OpenChatAsync();
        await customer.SendProductAsync();
        await Expect(customer.Messages.Filter(new() { HasText = "Rain jacket, blue" })).ToContainTextAsync("€59.90");

        await seller.ChooseAsync("Rain jacket, blue");
        var card = seller.Messages.Filter(new() { HasText = "Rain jacket, blue" });
        await Expect(card).ToContainTextAsync("€59.90");
        var link = card.GetByRole(Microsoft.Playwright.AriaRole.Link);
        await Expect(link).ToHaveAttributeAsync("href", "https://shop.example/p/88");
        await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
    }

    [Fact]
    public async Task What_the_page_said_before_the_script_was_there_is_done()
    {
        var browser = await NewContextAsync("customer");
        await browser.AddInitScriptAsync(
            $$"""
            window.heard = [];
            (window.KefuChat ||= []).push(["identify", "{{await Backend.TokenAsync(Customer)}}"]);
            window.KefuChat.push(["on", "open", () => window.heard.push("open")]);
            window.KefuChat.push(["on", "message", message => window.heard.push(message.content.text)]);
            window.KefuChat.push(["on", "close", () => window.heard.push("close")]);
            window.KefuChat.push(["open"]);
            """);
        var customer = await OpenShopAsync(browser);
        await customer.WriteAsync("Hello");
        var seller = await OpenConsoleAsync(Ann);
        await seller.ChooseAsync($"Customer {Customer.Uid}");
        await seller.WriteAsync("Good morning");
        await customer.ExpectTextsAsync("Hello", "Good morning");
        await customer.CallAsync("close");
        await Expect(customer.Panel).ToBeHiddenAsync();
        Assert.Equal(["open", "Good morning", "close"], await customer.Page.EvaluateAsync<string[]>("() => window.heard"));
    }

    [Fact]
    public async Task Pictures_are_sent_by_picker_paste_and_drop()
    {
        var seller = await OpenConsoleAsync(Ann);
        var customer = await OpenShopAsync();
        await customer.OpenChatAsync();
        await customer.AttachAsync(Windows.Picture.Blue("picked.png"));
        await customer.ExpectImageAsync("picked.png");
        await customer.PasteAsync(Windows.Picture.Blue("pasted.png"));
        await customer.ExpectImageAsync("pasted.png");
        await customer.DropAsync(Windows.Picture.Blue("dropped.png"));
        await customer.ExpectImageAsync("dropped.png");
        await seller.ChooseAsync("Visitor");
        await seller.ExpectImageAsync("picked.png");
        await seller.ExpectImageAsync("pasted.png");
        await seller.ExpectImageAsync("dropped.png");
    }
}
