using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Tests.Storage;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>A seller with years of conversations behind.</summary>
public sealed class ManyConversationsTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int Count = 5_000;

    [Fact]
    public async Task The_list_scrolls_through_thousands_and_the_page_stays_small()
    {
        await SeedAsync();
        var seller = await OpenConsoleAsync(Ann);
        await Expect(seller.Conversations.First).ToBeVisibleAsync();

        // To the very first that was written, however many pages it takes.
        var oldest = seller.Conversations.Filter(new() { HasText = "question 0 of" });
        using var patience = new CancellationTokenSource(Chromium.Patience * 2);
        while (!await oldest.IsVisibleAsync())
        {
            patience.Token.ThrowIfCancellationRequested();
            await seller.List.EvaluateAsync(
                "list => new Promise(resolve => { list.scrollTop = list.scrollHeight; requestAnimationFrame(() => requestAnimationFrame(resolve)); })");
        }

        Assert.InRange(await seller.Conversations.CountAsync(), 5, 100);
        Assert.InRange(await seller.Page.EvaluateAsync<int>("document.querySelectorAll('*').length"), 100, 3_000);

        // One that is far down comes up when its customer writes.
        await using var customer = await Server.LoginAsync(CustomerOf(17));
        await customer.AskAsync(CustomerOf(17), Ann.Uid, """{"text":"it is me again"}""", "again", ShopBackend.Store);
        await seller.List.EvaluateAsync("list => { list.scrollTop = 0; }");
        await Expect(seller.Conversations.First).ToContainTextAsync("it is me again");
    }

    /// <summary>Straight into storage, all at once: its group commits make thousands of messages a matter of a second.</summary>
    private async Task SeedAsync()
    {
        var store = Server.Get<IMessageStore>();
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => store.SaveAsync(Chat.FromCustomer(
            $$"""{"type":"text","text":"question {{number}} of many"}""",
            customer: CustomerOf(number),
            seller: Ann,
            shop: ShopBackend.Store,
            at: now))));
    }

    private static User CustomerOf(int number) => new(ShopBackend.AppId, 1 + number);
}
