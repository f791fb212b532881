using System.Globalization;
using System.Net;
using System.Text.Json;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Tests.Storage.Grpc;

namespace KefuChat.Tests.Http.Conversations;

/// <summary>The caller's conversations, their history, and a search.</summary>
public sealed class ConversationTests : ShopTest
{
    [Fact]
    public async Task A_seller_sees_the_customers_latest_first()
    {
        await OpenShopAsync();
        (await PutAsync("/api/customers/7/1001", Admin, """{"name": "Mr Li", "avatar": "https://shop.example/li.png"}""")).Expect(HttpStatusCode.OK);
        await using var customer = await Server.LoginAsync(Customer);
        await AskOnceAsync(OtherCustomer, Ann, TextOf(1));
        await AskAsync(customer, Customer, Ann, TextOf(2));

        var page = (await GetAsync("/api/conversations", TokenOf(Ann))).Expect(HttpStatusCode.OK);

        Assert.Equal([Conversation, ConversationOf(OtherCustomer)], page["conversations"].EnumerateArray().Select(Id));
        var first = page["conversations"][0];
        Assert.Equal("Rain & Co", first.GetProperty("store_name").GetString());
        Assert.Equal(("open", true, 1), (first.GetProperty("state").GetString(), first.GetProperty("is_mine").GetBoolean(), first.GetProperty("unread").GetInt32()));
        var shown = first.GetProperty("customer");
        Assert.Equal(("Mr Li", "https://shop.example/li.png"), (shown.GetProperty("name").GetString(), shown.GetProperty("avatar").GetString()));
        Assert.Equal((true, false), (shown.GetProperty("online").GetBoolean(), shown.GetProperty("is_visitor").GetBoolean()));
        Assert.False(page["conversations"][1].GetProperty("customer").GetProperty("online").GetBoolean());
        var last = first.GetProperty("last");
        Assert.Equal((TextOf(2), "customer", 2L), (last.GetProperty("content").GetString(), last.GetProperty("from").GetString(), last.GetProperty("sync_key").GetInt64()));
        Assert.False(page.Body.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task A_customer_sees_the_stores_and_who_answers()
    {
        await OpenShopAsync();
        await OpenShopAsync(store: 2002, sellers: [Bo.Uid]);
        await using var bo = await Server.LoginAsync(Bo);
        await AskOnceAsync(Customer, Ann);
        await AskOnceAsync(Customer, Bo, store: 2002);
        await AskOnceAsync(OtherCustomer, Ann);

        var page = (await GetAsync("/api/conversations", TokenOf(Customer))).Expect(HttpStatusCode.OK);

        Assert.Equal([ConversationOf(Customer, 2002), Conversation], page["conversations"].EnumerateArray().Select(Id));
        var sellers = page["conversations"].EnumerateArray().Select(conversation => conversation.GetProperty("seller")).ToArray();
        Assert.Equal([("Bo", true), ("Ann", false)], sellers.Select(seller => (seller.GetProperty("name").GetString(), seller.GetProperty("online").GetBoolean())));
        Assert.False(page["conversations"][0].TryGetProperty("is_mine", out _));
    }

    [Fact]
    public async Task Lists_are_paged_and_narrowed()
    {
        await OpenShopAsync();
        foreach (var uid in Enumerable.Range(1, 5))
        {
            await AskOnceAsync(new User(7, uid), Ann);
        }

        (await PostAsync($"/api/conversations/{ConversationOf(new User(7, 2))}/close", TokenOf(Ann), "")).Expect(HttpStatusCode.OK);
        (await PostAsync($"/api/conversations/{ConversationOf(new User(7, 4))}/transfer", TokenOf(Ann), """{"seller": 56}""")).Expect(HttpStatusCode.OK);

        Assert.Equal(["2", "5", "4", "3", "1"], await PagesAsync("/api/conversations?limit=2"));
        Assert.Equal(["5", "3", "1"], await PagesAsync("/api/conversations?limit=2&state=open"));
        Assert.Equal(["2", "4"], await PagesAsync("/api/conversations?limit=1&state=closed"));
        Assert.Equal(["2", "5", "3", "1"], await PagesAsync("/api/conversations?limit=2&mine=true"));
        Assert.Equal(["3"], await PagesAsync("/api/conversations?customer=7.3"));
        Assert.Equal([], await PagesAsync("/api/conversations?customer=7.3&state=closed"));
    }

    [Fact]
    public async Task What_is_unread_is_listed_and_counted()
    {
        await OpenShopAsync();
        await AskOnceAsync(OtherCustomer, Ann);
        await AskOnceAsync(Customer, Ann);
        await AskOnceAsync(Customer, Ann);
        Assert.Equal(["1001", "1002"], await PagesAsync("/api/conversations?limit=1&unread=true"));
        Assert.Equal("""{"conversations":2,"messages":3}""", (await GetAsync("/api/conversations/unread", TokenOf(Ann))).Body.GetRawText());

        (await PutAsync($"/api/conversations/{Conversation}/read", TokenOf(Ann), """{"sync_key": 3}""")).Expect(HttpStatusCode.OK);

        Assert.Equal(["1002"], await PagesAsync("/api/conversations?limit=1&unread=true"));
        Assert.Equal(["1001", "1002"], await PagesAsync("/api/conversations?limit=1&unread=false"));
        Assert.Equal("""{"conversations":1,"messages":1}""", (await GetAsync("/api/conversations/unread", TokenOf(Ann))).Body.GetRawText());
        Assert.Equal("""{"conversations":0,"messages":0}""", (await GetAsync("/api/conversations/unread", TokenOf(Customer))).Body.GetRawText());
    }

    [Fact]
    public async Task History_is_paged_in_both_directions()
    {
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        foreach (var number in Enumerable.Range(1, 5))
        {
            await AskAsync(customer, Customer, Ann, TextOf(number));
            await AskAsync(customer, Customer, Ann, TextOf(0), store: 2002);
        }

        var newest = await HistoryAsync("?limit=2");
        Assert.Equal([TextOf(4), TextOf(5)], Contents(newest));
        Assert.False(newest["messages"][0].TryGetProperty("conversation", out _));
        var older = await HistoryAsync($"?limit=2&before={newest["next"]}");
        Assert.Equal([TextOf(2), TextOf(3)], Contents(older));
        var oldest = await HistoryAsync($"?limit=2&before={older["next"]}");
        Assert.Equal([TextOf(1)], Contents(oldest));
        Assert.False(oldest.Body.TryGetProperty("next", out _));

        var first = await HistoryAsync("?limit=3&after=0");
        Assert.Equal([TextOf(1), TextOf(2), TextOf(3)], Contents(first));
        var rest = await HistoryAsync($"?limit=3&after={first["next"]}");
        Assert.Equal([TextOf(4), TextOf(5)], Contents(rest));
        Assert.False(rest.Body.TryGetProperty("next", out _));
        Assert.Equal([7L, 9L], rest["messages"].EnumerateArray().Select(message => message.GetProperty("position").GetInt64()));
        Assert.Equal([7L, 9L], rest["messages"].EnumerateArray().Select(message => message.GetProperty("sync_key").GetInt64()));
    }

    [Fact]
    public async Task A_search_finds_the_callers_own_messages()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann, """{"type":"text","text":"请问雨衣还有货吗"}""");
        await AskOnceAsync(Customer, Ann, """{"type":"text","text":"a Blue rain-jacket, please"}""");
        await AskOnceAsync(OtherCustomer, Ann, """{"type":"text","text":"blue jacket"}""");

        Assert.Equal(2, await FoundAsync(Ann, "BLUE jacket"));
        Assert.Equal(1, await FoundAsync(Customer, "jacket"));
        Assert.Equal(1, await FoundAsync(Customer, "雨衣"));
        Assert.Equal(0, await FoundAsync(Bo, "jacket"));
        var page = await GetAsync("/api/messages/search?text=jacket&limit=1", TokenOf(Ann));
        Assert.Equal(3, page["messages"][0].GetProperty("sync_key").GetInt64());
        Assert.Equal(ConversationOf(OtherCustomer), page["messages"][0].GetProperty("conversation").GetString());
        var next = await GetAsync($"/api/messages/search?text=jacket&limit=1&before={page["next"]}", TokenOf(Ann));
        Assert.Equal(2, next["messages"][0].GetProperty("sync_key").GetInt64());
    }

    [Fact]
    public async Task Nobody_sees_anothers()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann);

        foreach (var path in (string[])[$"/api/conversations/{Conversation}", $"/api/conversations/{Conversation}/messages"])
        {
            (await GetAsync(path, null)).Expect(HttpStatusCode.Unauthorized);
            (await GetAsync(path, Admin)).Expect(HttpStatusCode.Forbidden);
            foreach (var other in (User[])[OtherCustomer, Bo, Cy, new User(8, 1001)])
            {
                (await GetAsync(path, TokenOf(other))).Expect(HttpStatusCode.NotFound);
            }
        }

        foreach (var other in (User[])[OtherCustomer, Bo])
        {
            Assert.Empty((await GetAsync("/api/conversations", TokenOf(other)))["conversations"].EnumerateArray());
        }
    }

    [Fact]
    public async Task A_seller_who_left_the_store_sees_only_that_sellers_part()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Bo, TextOf(1));
        (await PostAsync($"/api/conversations/{Conversation}/transfer", TokenOf(Bo), """{"seller": 55}""")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, Contents(await GetAsync($"/api/conversations/{Conversation}/messages", TokenOf(Ann))).Count());
        (await PutAsync($"/api/stores/{Shop}", Admin, """{"appid": 7, "name": "Rain & Co", "sellers": [56]}""")).Expect(HttpStatusCode.OK);

        Assert.Single(Contents(await GetAsync($"/api/conversations/{Conversation}/messages", TokenOf(Ann))));
    }

    [Fact]
    public async Task A_visitor_is_told_from_a_customer()
    {
        await OpenShopAsync();
        var visitor = Visitors.New(appId: 7);
        await AskOnceAsync(visitor, Ann);

        var page = await GetAsync("/api/conversations", TokenOf(Ann));

        Assert.True(page["conversations"][0].GetProperty("customer").GetProperty("is_visitor").GetBoolean());
    }

    [Theory]
    [InlineData("/api/conversations?limit=0", "limit")]
    [InlineData("/api/conversations?limit=101", "limit")]
    [InlineData("/api/conversations?before=x", "before")]
    [InlineData("/api/conversations?state=lost", "state")]
    [InlineData("/api/conversations?unread=maybe", "unread")]
    [InlineData("/api/conversations?mine=true", "mine")]
    [InlineData("/api/conversations?customer=7.1001", "customer")]
    [InlineData("/api/conversations/1001.7.1001/messages?before=1&after=2", "after")]
    [InlineData("/api/conversations/1001.7.1001/messages?after=-1", "after")]
    [InlineData("/api/conversations/1001.7.x", "id")]
    [InlineData("/api/messages/search?text=...", "text")]
    [InlineData("/api/messages/search", "text")]
    public async Task Bad_questions_are_told_what_is_wrong(string path, string field) =>
        (await GetAsync(path, TokenOf(Customer))).ExpectBad(field);

    [Fact]
    public async Task All_parameters_that_cannot_be_read_are_named_at_once()
    {
        var answer = await GetAsync("/api/conversations?before=x&limit=99999999999&unread=maybe&mine=", TokenOf(Customer));
        Assert.Equal(["before", "limit", "unread"], answer.Expect(HttpStatusCode.BadRequest).Errors.Order());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("7.x")]
    [InlineData("1001.7.1")]
    [InlineData("")]
    public async Task A_customer_is_named_by_app_and_uid(string customer) =>
        (await GetAsync($"/api/conversations?customer={customer}", TokenOf(Ann))).ExpectBad("customer");

    [Fact]
    public async Task Storage_that_cannot_answer_is_a_503_that_says_when_to_come_again()
    {
        Server.Replace<KefuChat.Storage.Conversations.IConversationStore>(new FailingConversationStore());

        var answer = (await GetAsync("/api/conversations", TokenOf(Ann))).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private static string? Id(JsonElement conversation) => conversation.GetProperty("id").GetString();

    private static IEnumerable<string?> Contents(ApiAnswer page) =>
        page.Expect(HttpStatusCode.OK)["messages"].EnumerateArray().Select(message => message.GetProperty("content").GetString());

    private Task<ApiAnswer> HistoryAsync(string query) =>
        GetAsync($"/api/conversations/{Conversation}/messages{query}", TokenOf(Customer));

    private async Task<int> FoundAsync(User user, string text) =>
        Contents(await GetAsync($"/api/messages/search?text={Uri.EscapeDataString(text)}", TokenOf(user))).Count();

    /// <summary>Ann's conversations by their customers' uids, page after page.</summary>
    private async Task<List<string>> PagesAsync(string path)
    {
        var customers = new List<string>();
        var before = "";
        while (true)
        {
            var page = (await GetAsync(path + before, TokenOf(Ann))).Expect(HttpStatusCode.OK);
            customers.AddRange(page["conversations"].EnumerateArray().Select(
                conversation => conversation.GetProperty("customer").GetProperty("uid").GetInt64().ToString(CultureInfo.InvariantCulture)));
            if (!page.Body.TryGetProperty("next", out var next))
            {
                return customers;
            }

            before = $"&before={next}";
        }
    }
}
