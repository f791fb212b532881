namespace KefuChat.Tests.Browser;

/// <summary>Several tabs of one customer.</summary>
public sealed class TabsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Two_tabs_share_one_socket_and_the_second_takes_it_over_when_the_first_closes()
    {
        var seller = await OpenConsoleAsync(Ann);
        var browser = await NewContextAsync("customer");
        var first = await OpenShopAsync(browser);
        await first.OpenChatAsync();
        await first.WriteAsync("from the first tab");
        await first.ExpectStateAsync("from the first tab", "Delivered");

        var second = await OpenShopAsync(browser);
        await second.OpenChatAsync();
        await second.ExpectTextsAsync("from the first tab");
        await second.WriteAsync("from the second tab");
        await first.ExpectTextsAsync("from the first tab", "from the second tab");
        await second.ExpectStateAsync("from the second tab", "Delivered");
        Assert.Equal(1, Log.SocketsOf(first.Page));
        Assert.Equal(0, Log.SocketsOf(second.Page));

        await first.Page.CloseAsync();
        await second.WriteAsync("still here");
        await second.ExpectStateAsync("still here", "Delivered");
        Assert.Equal(1, Log.SocketsOf(second.Page));
        await seller.ChooseAsync("still here");
        await seller.ExpectTextsAsync("from the first tab", "from the second tab", "still here");
        await seller.WriteAsync("Hello");
        await second.ExpectTextsAsync("from the first tab", "from the second tab", "still here", "Hello");
    }
}
