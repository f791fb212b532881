using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>The customer's network is away for a while.</summary>
public sealed class OfflineTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task What_is_written_offline_is_sent_once_there_is_a_network()
    {
        Log.Expect("net::ERR_|WebSocket connection to .* failed");
        var browser = await NewContextAsync("customer");
        var customer = await OpenShopAsync(browser);
        await customer.OpenChatAsync();
        await customer.WriteAsync("online");
        await customer.ExpectStateAsync("online", "Delivered");

        await browser.SetOfflineAsync(true);
        await customer.WriteAsync("in the tunnel");
        await customer.ExpectStateAsync("in the tunnel", "Waiting to be sent");
        await Expect(customer.Panel.GetByText("No connection")).ToBeVisibleAsync();

        await browser.SetOfflineAsync(false);
        await customer.ExpectStateAsync("in the tunnel", "Delivered");
        await customer.ExpectTextsAsync("online", "in the tunnel");
    }

    [Fact]
    public async Task What_is_written_offline_is_sent_by_the_next_page_where_this_one_is_closed()
    {
        Log.Expect("net::ERR_|WebSocket connection to .* failed");
        var browser = await NewContextAsync("customer");
        var customer = await OpenShopAsync(browser);
        await customer.OpenChatAsync();
        await customer.WriteAsync("online");
        await customer.ExpectStateAsync("online", "Delivered");
        await browser.SetOfflineAsync(true);
        await customer.WriteAsync("first in the tunnel");
        await customer.WriteAsync("second in the tunnel");
        await customer.ExpectStateAsync("second in the tunnel", "Waiting to be sent");
        await customer.Page.CloseAsync();
        await browser.SetOfflineAsync(false);

        // Nobody opens the chat on the next page: that there is something to send is enough.
        await OpenShopAsync(browser);
        var seller = await OpenConsoleAsync(Ann);
        await seller.ChooseAsync("second in the tunnel");
        await seller.ExpectTextsAsync("online", "first in the tunnel", "second in the tunnel");
    }
}
