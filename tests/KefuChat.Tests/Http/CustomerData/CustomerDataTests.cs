using System.Net;
using System.Text;
using System.Text.Json;
using KefuChat.Authentication;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage;
using KefuChat.Storage.Customers;
using KefuChat.Storage.Documents;
using KefuChat.Support;
using KefuChat.Tests.Http.Conversations;

namespace KefuChat.Tests.Http.CustomerData;

/// <summary>Merge, export, erase, retention.</summary>
public sealed class CustomerDataTests : ShopTest
{
    private const string Data = "/api/customers/7/1001/data";

    private static readonly User Visitor = Visitors.New(appId: 7);

    [Fact]
    public async Task A_visitor_who_logs_in_goes_on_as_the_customer()
    {
        await OpenShopAsync();
        await AskOnceAsync(Visitor, Ann, TextOf(1));
        await AnswerOnceAsync(Visitor, Ann, TextOf(2));
        await using var ann = await Server.LoginAsync(Ann);

        var answer = (await MergeAsync(Customer, Visitor)).Expect(HttpStatusCode.OK);

        Assert.Equal(2, answer["messages"].GetInt32());
        Assert.Equal([Conversation], answer["conversations"].EnumerateArray().Select(id => id.GetString()));
        Assert.Equal([TextOf(1), TextOf(2)], (await QueueAsync(Customer)).Take(2));
        var note = await ann.ExpectAsync(Command.Customer);
        Assert.Equal($$$"""{"type":"system","event":"merged","visitor":{"uid":{{{Visitor.Uid}}}}}""", note.Content);
        Assert.Equal(Customer.Uid, note.CustomerId);
        Assert.Equal(Ann.Uid, await SellerOfAsync(Customer));
        Assert.Empty((await GetAsync("/api/conversations", TokenOfVisitor()))["conversations"].EnumerateArray());
        Assert.Equal(
            Conversation, (await GetAsync("/api/conversations", TokenOf(Ann)))["conversations"].EnumerateArray().Single().GetProperty("id").GetString());

        // Again: nothing is left to move, and nothing is told twice.
        Assert.Equal(0, (await MergeAsync(Customer, Visitor))["messages"].GetInt32());
        Assert.Equal(3, (await QueueAsync(Customer)).Count);
    }

    [Fact]
    public async Task A_merge_that_ended_before_the_sellers_were_told_tells_them_when_it_is_made_again()
    {
        await OpenShopAsync();
        await AskOnceAsync(Visitor, Ann);
        var pending = new DocumentSet<PendingMerge>(Server.Get<IDocumentStore>(), "merge");
        await pending.PutAsync($"{DocumentIds.Of(Customer)}/{DocumentIds.Of(Visitor.Uid)}", new PendingMerge([Shop], BegunAtMs: 1));
        await Server.Get<ICustomerDataStore>().MergeAsync(Visitor, Customer);
        await using var ann = await Server.LoginAsync(Ann);

        var answer = (await MergeAsync(Customer, Visitor)).Expect(HttpStatusCode.OK);

        Assert.Equal([Conversation], answer["conversations"].EnumerateArray().Select(id => id.GetString()));
        Assert.StartsWith("""{"type":"system","event":"merged",""", (await ann.ExpectAsync(Command.Customer)).Content, StringComparison.Ordinal);
        Assert.Empty((await pending.ListAsync("", "", 1)).Items);
    }

    [Fact]
    public async Task Who_was_blocked_as_a_visitor_stays_blocked()
    {
        await OpenShopAsync();
        await AskOnceAsync(Visitor, Ann);
        (await PutAsync($"/api/conversations/{ConversationOf(Visitor)}/block", TokenOf(Ann), """{"scope": "store"}""")).Expect(HttpStatusCode.OK);

        await MergeAsync(Customer, Visitor);

        await using var customer = await Server.LoginAsync(Customer);
        await customer.AskAsync(Customer, Ann.Uid, Text, "", Shop);
        Assert.Equal(Status.Forbidden, (await customer.UntilAsync(Command.Ack)).Status);
    }

    [Fact]
    public async Task A_visitors_shorter_block_shortens_no_customers()
    {
        await OpenShopAsync();
        await AskOnceAsync(Visitor, Ann);
        await AskOnceAsync(Customer, Ann);
        (await PutAsync($"/api/conversations/{Conversation}/block", TokenOf(Ann), """{"scope": "store"}""")).Expect(HttpStatusCode.OK);
        (await PutAsync($"/api/conversations/{ConversationOf(Visitor)}/block", TokenOf(Ann), """{"scope": "store", "until": "2100-01-01T00:00:00Z"}"""))
            .Expect(HttpStatusCode.OK);

        await MergeAsync(Customer, Visitor);

        Assert.Null(Assert.Single(await Server.Get<Blocks>().GetAsync(Customer)).Until);
    }

    [Fact]
    public async Task Nobody_takes_over_anothers_history()
    {
        await OpenShopAsync();
        await AskOnceAsync(Visitor, Ann);
        await AskOnceAsync(OtherCustomer, Ann);

        (await PostAsync("/api/visitors/merge", null, $$"""{"visitor_token": "{{TokenOfVisitor()}}"}""")).Expect(HttpStatusCode.Unauthorized);
        (await MergeAsync(Customer, TokenOf(OtherCustomer))).ExpectBad("visitor_token");
        (await MergeAsync(Customer, "forged")).ExpectBad("visitor_token");
        (await MergeAsync(new User(8, 1001), TokenOfVisitor())).ExpectBad("visitor_token");
        (await PostAsync("/api/visitors/merge", TokenOfVisitor(Visitors.New(7)), $$"""{"visitor_token": "{{TokenOfVisitor()}}"}""")).Expect(HttpStatusCode.Forbidden);
        (await PostAsync("/api/visitors/merge", TokenOf(Customer), "{}")).Expect(HttpStatusCode.BadRequest);
        Assert.Empty(await QueueAsync(Customer));
        Assert.Single(await QueueAsync(Visitor));
    }

    [Fact]
    public async Task All_of_a_customer_is_exported()
    {
        await OpenShopAsync();
        (await PutAsync("/api/customers/7/1001", Admin, """{"name": "Mr Li"}""")).Expect(HttpStatusCode.OK);
        await AskOnceAsync(Customer, Ann, TextOf(1));
        await AnswerOnceAsync(Customer, Ann, TextOf(2));
        await PutAsync($"/api/conversations/{Conversation}/block", TokenOf(Ann), "{}");

        var export = (await GetAsync(Data, Admin)).Expect(HttpStatusCode.OK);

        Assert.Equal((7L, 1001L), (export["appid"].GetInt64(), export["uid"].GetInt64()));
        Assert.Equal("Mr Li", export["profile"].GetProperty("name").GetString());
        Assert.Equal(Ann.Uid, export["blocks"][0].GetProperty("by").GetInt64());
        Assert.Equal(
            [("customer", TextOf(1), 1L), ("seller", TextOf(2), 2L)],
            export["messages"].EnumerateArray().Select(message => (
                message.GetProperty("from").GetString()!, message.GetProperty("content").GetString()!, message.GetProperty("sync_key").GetInt64())));
    }

    [Fact]
    public async Task An_export_goes_on_over_many_pages()
    {
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        const int Count = 1234;
        for (var number = 1; number <= Count; number++)
        {
            await customer.AskAsync(Customer, Ann.Uid, TextOf(number), "", Shop);
        }

        for (var number = 1; number <= Count; number++)
        {
            await customer.UntilAsync(Command.Ack);
        }

        var export = (await GetAsync(Data, Admin)).Expect(HttpStatusCode.OK);

        Assert.Equal(
            Enumerable.Range(1, Count).Select(TextOf),
            export["messages"].EnumerateArray().Select(message => message.GetProperty("content").GetString()));
    }

    [Fact]
    public async Task All_of_a_customer_is_erased_and_nothing_of_others()
    {
        await OpenShopAsync();
        (await PutAsync("/api/customers/7/1001", Admin, """{"name": "Mr Li"}""")).Expect(HttpStatusCode.OK);
        await AskOnceAsync(Visitor, Ann, TextOf(1));
        await MergeAsync(Customer, Visitor);
        await AskOnceAsync(OtherCustomer, Ann, TextOf(2));
        await AskOnceAsync(Customer, Ann, TextOf(3));
        await PutAsync($"/api/conversations/{Conversation}/block", TokenOf(Ann), "{}");

        var report = (await CallAsync(HttpMethod.Delete, Data, Admin)).Expect(HttpStatusCode.OK);

        Assert.Equal((3, 1, true), (report["messages"].GetInt32(), report["blocks"].GetInt32(), report["profile"].GetBoolean()));
        var export = await GetAsync(Data, Admin);
        Assert.Equal((0, 0), (export["messages"].GetArrayLength(), export["blocks"].GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, export["profile"].ValueKind);
        var left = await GetAsync("/api/conversations", TokenOf(Ann));
        Assert.Equal([ConversationOf(OtherCustomer)], left["conversations"].EnumerateArray().Select(conversation => conversation.GetProperty("id").GetString()));
        Assert.Equal(0, (await CallAsync(HttpMethod.Delete, Data, Admin))["messages"].GetInt32());

        // Keys are never given twice: the customer's next message comes behind what was there.
        Assert.Equal(4, await AskOnceAsync(Customer, Ann));
    }

    [Fact]
    public async Task Retention_removes_what_is_older_than_the_stores_days()
    {
        await OpenShopAsync(more: """, "retention_days": 30""");
        await OpenShopAsync(store: 2002);
        await SaveOldAsync(TextOf(1), Shop);
        await SaveOldAsync(TextOf(2), store: 2002);
        await AskOnceAsync(Customer, Ann, TextOf(3));

        var report = (await PostAsync("/api/retention", Admin, "")).Expect(HttpStatusCode.OK);

        var store = report["stores"].EnumerateArray().Single();
        Assert.Equal((Shop, 1, 0), (store.GetProperty("store").GetInt64(), store.GetProperty("messages").GetInt32(), store.GetProperty("files").GetInt32()));
        var export = await GetAsync(Data, Admin);
        Assert.Equal([TextOf(2), TextOf(3)], export["messages"].EnumerateArray().Select(message => message.GetProperty("content").GetString()));
        Assert.Equal(0, (await PostAsync("/api/retention", Admin, ""))["stores"][0].GetProperty("messages").GetInt32());
    }

    [Fact]
    public async Task Retention_is_also_kept_by_itself()
    {
        var time = Server.UseManualTime();
        await OpenShopAsync(more: """, "retention_days": 30""");
        await AskOnceAsync(Customer, Ann, TextOf(1));
        await WaitUntilAsync(() => time.HasTimerWithin(Housekeeping.Interval));

        time.Advance(TimeSpan.FromDays(31));

        await WaitUntilAsync(async () => (await Server.Get<IMessageStore>().SyncAsync(Customer, 0, 10)).Messages.Count == 0);
    }

    [Fact]
    public async Task Only_the_shops_backend_may()
    {
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Get, Data), (HttpMethod.Delete, Data), (HttpMethod.Post, "/api/retention")])
        {
            (await CallAsync(method, path, null)).Expect(HttpStatusCode.Unauthorized);
            (await CallAsync(method, path, TokenOf(Customer))).Expect(HttpStatusCode.Forbidden);
            (await CallAsync(method, path, TokenOf(Ann))).Expect(HttpStatusCode.Forbidden);
        }

        (await GetAsync("/api/customers/1/55/data", Admin)).ExpectBad("appid");
        (await GetAsync("/api/customers/7/0/data", Admin)).ExpectBad("uid");
        (await CallAsync(HttpMethod.Delete, "/api/customers/x/1/data", Admin)).ExpectBad("appid");
    }

    /// <summary>A message of 31 days ago.</summary>
    private async Task SaveOldAsync(string content, long store)
    {
        var message = new CustomerMessage(Command.Customer)
        {
            CustomerAppId = Customer.AppId,
            CustomerId = Customer.Uid,
            StoreId = store,
            SellerId = Ann.Uid,
            TimestampMs = DateTimeOffset.UtcNow.AddDays(-31).ToUnixTimeMilliseconds(),
            Content = Encoding.UTF8.GetBytes(content),
        };
        await Server.Get<IMessageStore>().SaveAsync(new SaveRequest(message, Customer, Ann, SenderDevice: ""));
    }

    private Task<ApiAnswer> MergeAsync(User customer, User visitor) => MergeAsync(customer, TokenOfVisitor(visitor));

    private Task<ApiAnswer> MergeAsync(User customer, string visitorToken) =>
        PostAsync("/api/visitors/merge", TokenOf(customer), $$"""{"visitor_token": "{{visitorToken}}"}""");

    private string TokenOfVisitor(User? visitor = null) => Server.Get<Tokens>().Mint(
        new TokenIdentity(visitor ?? Visitor, IsForbidden: false, IsVisitor: true), Server.Get<TimeProvider>().GetUtcNow().AddHours(1));
}
