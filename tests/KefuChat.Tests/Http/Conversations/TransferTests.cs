using System.Net;
using KefuChat.Protocol;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.Http.Conversations;

/// <summary>Hand over, close, open again.</summary>
public sealed class TransferTests : ShopTest
{
    [Fact]
    public async Task The_customer_is_told_in_order_and_only_the_new_seller_sees_the_note()
    {
        await OpenShopAsync();
        await using var ann = await Server.LoginAsync(Ann);
        await using var bo = await Server.LoginAsync(Bo);
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, Customer, Ann);
        await ann.ExpectAsync(Command.Customer);

        var answer = (await PostAsync($"/api/conversations/{Conversation}/transfer", TokenOf(Ann), """{"seller": 56, "note": "wants a refund"}"""))
            .Expect(HttpStatusCode.OK);

        Assert.Equal((Bo.Uid, false), (answer["seller"].GetProperty("uid").GetInt64(), answer["is_mine"].GetBoolean()));
        Assert.False(answer.Body.TryGetProperty("note", out _));
        var note = await customer.ExpectAsync(Command.CustomerSupport);
        Assert.Equal("""{"type":"system","event":"transferred","seller":{"uid":56,"name":"Bo"},"from":{"uid":55,"name":"Ann"}}""", note.Content);
        Assert.Equal((2L, 1L, Bo.Uid), (note.SyncKey, note.PrevSyncKey, note.SellerId));
        Assert.Equal((1L, note.Content), await KeyAndContentAsync(bo));
        Assert.Equal((0L, note.Content), await KeyAndContentAsync(ann));

        var forBo = (await GetAsync($"/api/conversations/{Conversation}", TokenOf(Bo))).Expect(HttpStatusCode.OK);
        Assert.Equal(("wants a refund", Ann.Uid, true), (forBo["note"].GetString(), forBo["transferred_by"].GetInt64(), forBo["is_mine"].GetBoolean()));
        foreach (var other in (User[])[Ann, Customer])
        {
            var shown = (await GetAsync($"/api/conversations/{Conversation}", TokenOf(other))).Expect(HttpStatusCode.OK);
            Assert.False(shown.Body.TryGetProperty("note", out _));
            Assert.False(shown.Body.TryGetProperty("transferred_by", out _));
        }

        Assert.DoesNotContain(await QueueAsync(Customer), content => content.Contains("refund", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_new_seller_sees_all_that_was_said_and_the_former_one_only_that_sellers_part()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann, TextOf(1));
        await TransferAsync(Ann, Bo);
        await AskOnceAsync(Customer, Bo, TextOf(2));

        Assert.Equal(3, (await HistoryAsync(Bo)).GetArrayLength());
        Assert.Equal(3, (await HistoryAsync(Customer)).GetArrayLength());
        Assert.Equal(TextOf(1), Assert.Single((await HistoryAsync(Ann)).EnumerateArray()).GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_transfer_asked_again_is_done_once()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann);
        await TransferAsync(Ann, Bo);
        await TransferAsync(Ann, Bo);

        Assert.Equal(2, (await QueueAsync(Customer)).Count);
    }

    [Fact]
    public async Task A_transfer_asked_again_is_no_news_once_the_new_seller_has_closed()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann);
        await TransferAsync(Ann, Bo);
        (await PostAsync($"/api/conversations/{Conversation}/close", TokenOf(Bo), "")).Expect(HttpStatusCode.OK);
        await TransferAsync(Ann, Bo);

        Assert.Equal(3, (await QueueAsync(Customer)).Count);
    }

    [Fact]
    public async Task What_is_open_is_not_opened_again()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann);

        (await PostAsync($"/api/conversations/{Conversation}/reopen", TokenOf(Ann), "")).Expect(HttpStatusCode.OK);

        Assert.Single(await QueueAsync(Customer));
    }

    [Fact]
    public async Task Who_writes_on_to_a_seller_who_has_left_the_store_is_told_of_another()
    {
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, Customer, Ann);
        (await PutAsync($"/api/stores/{Shop}", Admin, """{"appid": 7, "name": "Rain & Co", "sellers": [56]}""")).Expect(HttpStatusCode.OK);

        await AskAsync(customer, Customer, Ann, TextOf(2));

        var note = await customer.UntilAsync(Command.CustomerSupport);
        Assert.Equal("""{"type":"system","event":"assigned","seller":{"uid":56,"name":"Bo"}}""", note.Content);
        Assert.Equal(3, (await HistoryAsync(Bo)).GetArrayLength());
    }

    [Fact]
    public async Task Only_who_has_the_conversation_may_hand_it_over()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann);
        const string ToBo = """{"seller": 56}""";
        var path = $"/api/conversations/{Conversation}/transfer";

        (await PostAsync(path, null, ToBo)).Expect(HttpStatusCode.Unauthorized);
        (await PostAsync(path, TokenOf(Customer), ToBo)).Expect(HttpStatusCode.Forbidden);
        (await PostAsync(path, TokenOf(Bo), """{"seller": 55}""")).Expect(HttpStatusCode.NotFound);
        (await PostAsync(path, TokenOf(Ann), """{"seller": 57}""")).ExpectBad("seller");
        (await PostAsync(path, TokenOf(Ann), """{"seller": 55}""")).ExpectBad("seller");
        (await PostAsync(path, TokenOf(Ann), $$"""{"seller": 56, "note": "{{new string('x', 2001)}}"}""")).ExpectBad("note");
        (await PostAsync(path, TokenOf(Ann), """{"seller": "Bo"}""")).ExpectBad("seller");

        await TransferAsync(Ann, Bo);
        await using var client = await Server.LoginAsync(Customer);
        var taken = (await PostAsync($"/api/conversations/{Conversation}/close", TokenOf(Ann), "")).Expect(HttpStatusCode.Conflict);
        Assert.Equal("The conversation is answered by seller 56, not by you.", taken.Detail);
        Assert.Equal(2, (await QueueAsync(Customer)).Count);
    }

    [Fact]
    public async Task Who_has_left_the_store_hands_nothing_over_and_closes_nothing()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann);
        (await PutAsync($"/api/stores/{Shop}", Admin, """{"appid": 7, "name": "Rain & Co", "sellers": [56]}""")).Expect(HttpStatusCode.OK);

        (await PostAsync($"/api/conversations/{Conversation}/transfer", TokenOf(Ann), """{"seller": 56}""")).Expect(HttpStatusCode.Forbidden);
        (await PostAsync($"/api/conversations/{Conversation}/close", TokenOf(Ann), "")).Expect(HttpStatusCode.Forbidden);
        Assert.Single(await QueueAsync(Customer));
    }

    [Fact]
    public async Task A_closed_conversation_is_opened_by_the_customers_next_message_with_the_same_seller()
    {
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, Customer, Ann);

        var closed = (await PostAsync($"/api/conversations/{Conversation}/close", TokenOf(Ann), "")).Expect(HttpStatusCode.OK);

        Assert.Equal("closed", closed["state"].GetString());
        Assert.Equal("""{"type":"system","event":"closed","seller":{"uid":55,"name":"Ann"}}""", (await customer.ExpectAsync(Command.CustomerSupport)).Content);
        await AnswerOnceAsync(Customer, Ann, """{"type":"rating_request"}""");
        Assert.Equal("closed", await StateAsync());
        await AskAsync(customer, Customer, Ann);
        Assert.Equal("open", await StateAsync());
        Assert.Equal(Ann.Uid, await SellerOfAsync(Customer));
    }

    [Fact]
    public async Task Closing_twice_is_told_once_and_opening_again_is_told_as_well()
    {
        await OpenShopAsync();
        var time = Server.UseManualTime();
        await AskOnceAsync(Customer, Ann);
        foreach (var action in (string[])["close", "close", "reopen", "close"])
        {
            time.Advance(TimeSpan.FromSeconds(1));
            (await PostAsync($"/api/conversations/{Conversation}/{action}", TokenOf(Ann), "")).Expect(HttpStatusCode.OK);
        }

        Assert.Equal(
            ["closed", "reopened", "closed"],
            (await QueueAsync(Customer)).Skip(1).Select(content => System.Text.Json.JsonDocument.Parse(content).RootElement.GetProperty("event").GetString()));
    }

    [Fact]
    public async Task Where_the_seller_is_gone_the_message_that_opens_it_finds_a_new_one()
    {
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, Customer, Ann);
        (await PostAsync($"/api/conversations/{Conversation}/close", TokenOf(Ann), "")).Expect(HttpStatusCode.OK);
        await customer.ExpectAsync(Command.CustomerSupport);
        (await PutAsync($"/api/stores/{Shop}", Admin, """{"appid": 7, "name": "Rain & Co", "sellers": [56]}""")).Expect(HttpStatusCode.OK);
        await using var bo = await Server.LoginAsync(Bo);

        await AskAsync(customer, Customer, Ann, TextOf(2));

        var note = await customer.UntilAsync(Command.CustomerSupport);
        Assert.Equal("""{"type":"system","event":"assigned","seller":{"uid":56,"name":"Bo"}}""", note.Content);
        Assert.Equal(note.Content, (await bo.ExpectAsync(Command.CustomerSupport)).Content);
        Assert.Contains(
            TextOf(2), (await HistoryAsync(Bo)).EnumerateArray().Select(message => message.GetProperty("content").GetString()));
        (await GetAsync($"/api/conversations/{Conversation}/messages", TokenOf(Cy))).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_in_no_store_is_nobodys_to_close()
    {
        await AskOnceAsync(Customer, Ann, store: 0);
        var id = ConversationOf(Customer, store: 0);

        (await PostAsync($"/api/conversations/{id}/close", TokenOf(Ann), "")).Expect(HttpStatusCode.Conflict);
        (await PostAsync($"/api/conversations/{id}/close", TokenOf(Bo), "")).Expect(HttpStatusCode.NotFound);
        (await PostAsync("/api/conversations/1.2/close", TokenOf(Bo), "")).ExpectBad("id");
    }

    private async Task TransferAsync(User from, User to) => (await PostAsync(
        $"/api/conversations/{Conversation}/transfer", TokenOf(from), $$"""{"seller": {{to.Uid}}}""")).Expect(HttpStatusCode.OK);

    private async Task<System.Text.Json.JsonElement> HistoryAsync(User user) =>
        (await GetAsync($"/api/conversations/{Conversation}/messages", TokenOf(user))).Expect(HttpStatusCode.OK)["messages"];

    private async Task<string?> StateAsync() =>
        (await GetAsync($"/api/conversations/{Conversation}", TokenOf(Customer))).Expect(HttpStatusCode.OK)["state"].GetString();

    private static async Task<(long Key, string Content)> KeyAndContentAsync(KefuClient client)
    {
        var frame = await client.ExpectAsync(Command.CustomerSupport);
        return (frame.SyncKey, frame.Content);
    }
}
