using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>Who the customer is, from page to page.</summary>
public sealed class IdentityTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_visitor_who_comes_back_finds_the_history_and_how_much_is_unread()
    {
        var seller = await OpenConsoleAsync(Ann);
        var browser = await NewContextAsync("customer");
        var customer = await OpenShopAsync(browser);
        await customer.OpenChatAsync();
        await customer.WriteAsync("Is it in stock?");
        await seller.ChooseAsync("Is it in stock?");
        await customer.Page.CloseAsync();
        await seller.WriteAsync("Yes.");
        await seller.WriteAsync("In blue.");
        await seller.ExpectStateAsync("In blue.", "Delivered");

        customer = await OpenShopAsync(browser);
        await Expect(customer.Launcher).ToContainTextAsync("2");
        await seller.WriteAsync("And in green.");
        await Expect(customer.Launcher).ToContainTextAsync("3");

        await customer.OpenChatAsync();
        await customer.ExpectTextsAsync("Is it in stock?", "Yes.", "In blue.", "And in green.");
        await seller.ExpectStateAsync("And in green.", "Read");
        await customer.Page.Keyboard.PressAsync("Escape");
        await Expect(customer.Panel).ToBeHiddenAsync();
        await Expect(customer.Launcher).ToBeFocusedAsync();
        await Expect(customer.Launcher).Not.ToContainTextAsync("3");
    }

    [Fact]
    public async Task What_a_visitor_wrote_is_the_customers_once_the_shop_says_who_it_is()
    {
        var seller = await OpenConsoleAsync(Ann);
        var customer = await OpenShopAsync();
        await customer.OpenChatAsync();
        await customer.WriteAsync("Where is my order?");
        await customer.ExpectStateAsync("Where is my order?", "Delivered");

        await customer.CallAsync("identify", await Backend.TokenAsync(Customer));
        await customer.ExpectTextsAsync("Where is my order?");
        await customer.WriteAsync("It is order 17.");
        await customer.ExpectTextsAsync("Where is my order?", "It is order 17.");

        await Expect(seller.Conversations.Filter(new() { HasText = "It is order 17." })).ToContainTextAsync($"Customer {Customer.Uid}");
        await seller.ChooseAsync("It is order 17.");
        await seller.ExpectTextsAsync("Where is my order?", "It is order 17.");
    }

    [Fact]
    public async Task One_who_signs_out_leaves_nothing_for_the_next()
    {
        var customer = await OpenShopAsync();
        await customer.CallAsync("identify", await Backend.TokenAsync(Customer));
        await customer.OpenChatAsync();
        await customer.WriteAsync("My address is …");
        await customer.ExpectStateAsync("My address is …", "Delivered");

        await customer.CallAsync("identify");
        await Expect(customer.Page.GetByText("My address is …")).ToHaveCountAsync(0);
        await customer.Page.ReloadAsync();
        await customer.OpenChatAsync();
        await Expect(customer.Texts).ToHaveCountAsync(0);
    }
}
