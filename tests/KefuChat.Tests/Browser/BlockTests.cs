using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>A customer who may not write for a while.</summary>
public sealed class BlockTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_blocked_customer_sees_what_was_not_sent_and_can_send_it_again_once_that_is_over()
    {
        var seller = await OpenConsoleAsync(Ann);
        var customer = await OpenShopAsync();
        await customer.OpenChatAsync();
        await customer.WriteAsync("Hello");
        await seller.ChooseAsync("Hello");

        await seller.Button("Block…").ClickAsync();
        await seller.Dialog.GetByLabel("Everybody in the store").CheckAsync();
        await seller.Dialog.GetByRole(AriaRole.Button, new() { Name = "Block", Exact = true }).ClickAsync();
        await Expect(seller.Page.GetByText("May not write to the store")).ToBeVisibleAsync();
        await customer.WriteAsync("You have to listen");
        await customer.ExpectStateAsync("You have to listen", "Not sent");

        await seller.Button("Take back").ClickAsync();
        await Expect(seller.Button("Block…")).ToBeVisibleAsync();
        await customer.Message("You have to listen").GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await customer.ExpectStateAsync("You have to listen", "Read");
        await customer.ExpectTextsAsync("Hello", "You have to listen");
        await seller.ExpectTextsAsync("Hello", "You have to listen");
    }
}
