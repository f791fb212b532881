using KefuChat.Tests.Browser.Windows;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>Both sides at once: what one writes, the other sees.</summary>
public sealed class ConversationTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_customer_asks_and_the_seller_answers_with_a_picture_and_a_quick_reply()
    {
        await Backend.CallAsync(
            HttpMethod.Post, "/api/quick-replies", await Backend.TokenAsync(Ann), """{"shortcut": "ship", "text": "It ships today."}""");
        var seller = await OpenConsoleAsync(Ann);
        var customer = await OpenShopAsync();

        await customer.OpenChatAsync();
        await customer.WriteAsync("Is it in stock?");
        await customer.ExpectStateAsync("Is it in stock?", "Delivered");
        await Expect(seller.Conversations.Filter(new() { HasText = "Is it in stock?" })).ToContainTextAsync("Visitor");

        await seller.ChooseAsync("Is it in stock?");
        await seller.ExpectTextsAsync("Is it in stock?");
        await customer.ExpectStateAsync("Is it in stock?", "Read");

        await seller.AttachAsync(Picture.Blue("jacket.png"));
        await customer.ExpectImageAsync("jacket.png");
        await seller.ExpectImageAsync("jacket.png");
        await seller.ReplyQuicklyAsync("ship");
        await customer.ExpectTextsAsync("Is it in stock?", "It ships today.");
        await seller.ExpectStateAsync("It ships today.", "Read");
    }

    [Fact]
    public async Task What_one_writes_the_other_sees_within_a_second()
    {
        const int Messages = 5;
        var seller = await OpenConsoleAsync(Ann);
        var customer = await OpenShopAsync();
        await customer.OpenChatAsync();
        await customer.WriteAsync("Hello");
        await seller.ChooseAsync("Hello");

        var took = new List<double>();
        for (var number = 0; number < Messages; number++)
        {
            var text = $"Question {number}";
            var seen = seller.Log.EvaluateAsync<double>(
                """
                (log, text) => new Promise(resolve => {
                    const look = () => log.textContent.includes(text) && resolve(Date.now());
                    new MutationObserver(look).observe(log, { subtree: true, childList: true, characterData: true });
                    look();
                })
                """,
                text);
            await customer.Composer.FillAsync(text);
            var written = await customer.Page.EvaluateAsync<double>("Date.now()");
            await customer.Composer.PressAsync("Enter");
            took.Add(await seen - written);
        }

        // The median: one of them may have met something else that this machine did.
        Assert.InRange(took.Order().ElementAt(Messages / 2), 0, 1000);
    }

    [Fact]
    public async Task Each_side_sees_that_the_other_is_typing()
    {
        var seller = await OpenConsoleAsync(Ann);
        var customer = await OpenShopAsync();
        await customer.OpenChatAsync();
        await customer.WriteAsync("Hello");
        await seller.ChooseAsync("Hello");

        await customer.Composer.PressSequentiallyAsync("I am looking for");
        await Expect(seller.Typing).ToBeVisibleAsync();
        await customer.Composer.PressAsync("Enter");
        await seller.ExpectTextsAsync("Hello", "I am looking for");
        await Expect(seller.Typing).ToBeHiddenAsync();

        await seller.Composer.PressSequentiallyAsync("One moment");
        await Expect(customer.Typing).ToBeVisibleAsync();
        await seller.Composer.PressAsync("Enter");
        await customer.ExpectTextsAsync("Hello", "I am looking for", "One moment");
        await Expect(customer.Typing).ToBeHiddenAsync();
    }
}
