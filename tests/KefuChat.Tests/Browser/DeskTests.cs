using KefuChat.Tests.Browser.Windows;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>What sellers do with a conversation besides writing in it.</summary>
public sealed class DeskTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_conversation_is_handed_to_a_colleague_with_a_note()
    {
        var (customer, ann) = await BeginAsync();
        var bo = await OpenConsoleAsync(Bo);

        await ann.Button("Transfer").ClickAsync();
        await ann.Dialog.GetByRole(AriaRole.Radio, new() { NameRegex = new("Bo") }).CheckAsync();
        await ann.Dialog.GetByLabel("Note, for sellers only").FillAsync("wants blue");
        await ann.Dialog.GetByRole(AriaRole.Button, new() { Name = "Transfer", Exact = true }).ClickAsync();

        await Expect(customer.Log).ToContainTextAsync("Ann has handed the conversation to Bo.");
        await bo.ChooseAsync("Visitor");
        await Expect(bo.Page.GetByText("Ann handed this conversation to you.")).ToBeVisibleAsync();
        await Expect(bo.Page.GetByText("wants blue")).ToBeVisibleAsync();
        await Expect(customer.Log).Not.ToContainTextAsync("wants blue");
        await bo.ExpectTextsAsync("Hello");
        await bo.WriteAsync("I take over.");
        await customer.ExpectTextsAsync("Hello", "I take over.");
        await customer.WriteAsync("Thank you, Bo.");
        await bo.ExpectTextsAsync("Hello", "I take over.", "Thank you, Bo.");
        await Expect(ann.Page.GetByText("Bo has this conversation now.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_colleague_who_writes_in_the_same_conversation_is_seen()
    {
        var (_, ann) = await BeginAsync();
        await Backend.TransferAsync(from: Ann, to: Bo);
        var bo = await OpenConsoleAsync(Bo);
        await bo.ChooseAsync("Visitor");

        await ann.Composer.PressSequentiallyAsync("I still wanted to say");
        await Expect(bo.Page.GetByText("Ann is writing in this conversation, too.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_conversation_is_closed_and_the_customers_next_message_opens_it()
    {
        var (customer, ann) = await BeginAsync();
        await ann.Button("Close conversation").ClickAsync();
        await Expect(customer.Log).ToContainTextAsync("Ann has closed the conversation.");
        await Expect(ann.Button("Open again")).ToBeVisibleAsync();

        await customer.WriteAsync("One more thing");
        await ann.ExpectTextsAsync("Hello", "One more thing");
        await Expect(ann.Button("Close conversation")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_customer_is_asked_for_a_rating_and_gives_stars()
    {
        var (customer, ann) = await BeginAsync();
        await ann.Button("Ask for a rating").ClickAsync();
        await customer.RateAsync(4);
        await Expect(ann.Log.GetByRole(AriaRole.Img, new() { Name = "4 of 5 stars" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_word_of_a_message_finds_its_conversation()
    {
        var (customer, ann) = await BeginAsync();
        await customer.WriteAsync("Is the 雨衣 waterproof?");
        await customer.ExpectStateAsync("waterproof", "Read");
        await ann.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search messages" }).FillAsync("雨衣");
        var found = ann.SearchResults.Filter(new() { HasText = "waterproof" });
        await Expect(found).ToHaveCountAsync(1);
        await found.ClickAsync();
        await ann.ExpectTextsAsync("Hello", "Is the 雨衣 waterproof?");
    }

    [Fact]
    public async Task What_a_seller_has_begun_to_write_is_kept()
    {
        var (_, ann) = await BeginAsync();
        await ann.Composer.FillAsync("I will look for it");
        await ann.Page.ReloadAsync();
        await ann.ChooseAsync("I will look for it");
        await Expect(ann.Composer).ToHaveValueAsync("I will look for it");
    }

    [Fact]
    public async Task What_is_unread_is_counted_in_the_title_until_it_is_read()
    {
        var (_, ann) = await BeginAsync();
        await Expect(ann.Page).ToHaveTitleAsync("KefuChat");
        await using var other = await Server.LoginAsync(Customer);
        await other.AskAsync(Customer, Ann.Uid, """{"type":"text","text":"Good evening"}""", "one", ShopBackend.Store);
        await other.AskAsync(Customer, Ann.Uid, """{"type":"text","text":"Anybody there?"}""", "two", ShopBackend.Store);
        await Expect(ann.Page).ToHaveTitleAsync("(2) KefuChat");
        await ann.ChooseAsync("Anybody there?");
        await Expect(ann.Page).ToHaveTitleAsync("KefuChat");
    }

    /// <summary>A customer has said Hello, and Ann has it before her.</summary>
    private async Task<(ShopWindow Customer, ConsoleWindow Ann)> BeginAsync()
    {
        var ann = await OpenConsoleAsync(Ann);
        var customer = await OpenShopAsync();
        await customer.OpenChatAsync();
        await customer.WriteAsync("Hello");
        await ann.ChooseAsync("Hello");
        await ann.ExpectTextsAsync("Hello");
        return (customer, ann);
    }
}
