using System.Net;
using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using KefuChat.Support;

namespace KefuChat.Tests.Http.Conversations;

/// <summary><c>POST /api/stores/{store}/assignment</c>: which seller answers.</summary>
public sealed class AssignmentTests : ShopTest
{
    [Fact]
    public async Task A_seller_who_is_here_is_given_with_name_and_conversation()
    {
        await OpenShopAsync();
        await using var bo = await Server.LoginAsync(Bo);

        var answer = await AssignAsync(Customer);

        Assert.Equal(Conversation, answer["conversation"].GetString());
        Assert.Equal(Bo.Uid, answer["seller"].GetProperty("uid").GetInt64());
        Assert.Equal("Bo", answer["seller"].GetProperty("name").GetString());
        Assert.True(answer["seller"].GetProperty("online").GetBoolean());
        Assert.True(answer["anyone_online"].GetBoolean());
        Assert.False(answer.Body.TryGetProperty("offline", out _));
    }

    [Fact]
    public async Task Nobody_here_is_said_with_the_stores_message_and_hours()
    {
        await OpenShopAsync(more: """, "hours": {"time_zone": "Asia/Shanghai", "weekly": {"mon": ["09:00-18:00"]}}""");

        var answer = await AssignAsync(Customer);

        Assert.False(answer["anyone_online"].GetBoolean());
        Assert.Equal("Back tomorrow.", answer["offline"].GetProperty("message").GetString());
        Assert.Equal("Asia/Shanghai", answer["offline"].GetProperty("hours").GetProperty("time_zone").GetString());
        Assert.NotEqual(await SellerOfAsync(Customer), await SellerOfAsync(OtherCustomer));
    }

    [Fact]
    public async Task Away_is_as_good_as_gone()
    {
        await OpenShopAsync();
        await using var ann = await Server.LoginAsync(Ann);
        await using var bo = await Server.LoginAsync(Bo);
        (await PutAsync("/api/sellers/me/availability", TokenOf(Ann), """{"status": "away"}""")).Expect(HttpStatusCode.OK);

        foreach (var uid in Enumerable.Range(1, 4))
        {
            Assert.Equal(Bo.Uid, await SellerOfAsync(new User(7, uid)));
        }
    }

    [Fact]
    public async Task Presence_ends_with_the_connection()
    {
        await OpenShopAsync();
        await using var bo = await Server.LoginAsync(Bo);
        await using (var ann = await Server.LoginAsync(Ann))
        {
            await ann.CloseAsync();
        }

        Assert.Equal([Bo.Uid, Bo.Uid], [await SellerOfAsync(Customer), await SellerOfAsync(OtherCustomer)]);
    }

    [Fact]
    public async Task Fifty_tabs_at_once_get_one_seller_and_one_conversation()
    {
        await OpenShopAsync();
        await using var ann = await Server.LoginAsync(Ann);
        await using var bo = await Server.LoginAsync(Bo);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AssignAsync(Customer)));

        Assert.Single(answers.Select(answer => answer["seller"].GetProperty("uid").GetInt64()).Distinct());
        Assert.Single(answers.Select(answer => answer["conversation"].GetString()).Distinct());
    }

    [Fact]
    public async Task A_thousand_customers_are_spread_evenly_over_ten_sellers()
    {
        var sellers = Enumerable.Range(100, 10).Select(uid => new User(KefuAppId, uid)).ToArray();
        await OpenShopAsync(sellers: [.. sellers.Select(seller => seller.Uid)]);
        var here = await Task.WhenAll(sellers.Select(seller => Server.LoginAsync(seller)));
        var token = Enumerable.Range(1, 1000).Select(uid => new User(7, uid)).ToArray();

        var given = await Task.WhenAll(token.Select(SellerOfAsync));

        var loads = given.CountBy(uid => uid).Select(load => load.Value).ToArray();
        Assert.Equal(10, loads.Length);
        Assert.InRange(loads.Max() - loads.Min(), 0, 1);
        foreach (var client in here)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_customer_keeps_the_seller_while_that_one_is_in_the_store_and_is_told_of_another()
    {
        await OpenShopAsync();
        await using (var ann = await Server.LoginAsync(Ann))
        {
            Assert.Equal(Ann.Uid, await SellerOfAsync(Customer));
            await AskOnceAsync(Customer, Ann);
        }

        await using var bo = await Server.LoginAsync(Bo);
        await using var customer = await Server.LoginAsync(Customer);
        Assert.Equal(Ann.Uid, await SellerOfAsync(Customer));
        (await PutAsync($"/api/stores/{Shop}", Admin, $$"""{"appid": 7, "name": "Rain & Co", "sellers": [{{Bo.Uid}}]}""")).Expect(HttpStatusCode.OK);

        Assert.Equal(Bo.Uid, await SellerOfAsync(Customer));

        var note = await customer.ExpectAsync(Command.CustomerSupport);
        Assert.Equal("""{"type":"system","event":"assigned","seller":{"uid":56,"name":"Bo"}}""", note.Content);
        Assert.Equal((2L, Bo.Uid), (note.SyncKey, note.SellerId));
        Assert.Equal(note.Content, (await bo.ExpectAsync(Command.CustomerSupport)).Content);
        await AssignAsync(Customer);
        await customer.ExpectNothingAsync();
    }

    [Fact]
    public async Task Nothing_is_said_or_queued_before_the_first_message()
    {
        await OpenShopAsync();
        await AssignAsync(Customer);

        Assert.Empty(await QueueAsync(Customer));
        Assert.Empty(await QueueAsync(Ann));
    }

    [Fact]
    public async Task Who_never_wrote_is_forgotten_after_an_hour()
    {
        var time = Server.UseManualTime();
        await OpenShopAsync();
        await AssignAsync(Customer);
        var written = await SellerOfAsync(OtherCustomer);
        await AskOnceAsync(OtherCustomer, new User(KefuAppId, written));
        await WaitUntilAsync(() => time.HasTimerWithin(Housekeeping.Interval));

        time.Advance(2 * Housekeeping.Interval);

        var assignments = Server.Get<IAssignmentStore>();
        await WaitUntilAsync(async () => await assignments.GetAsync(Shop, Customer) is null);
        Assert.NotNull(await assignments.GetAsync(Shop, OtherCustomer));
    }

    [Fact]
    public async Task Only_a_customer_of_the_stores_app_may_ask()
    {
        await OpenShopAsync();

        (await PostAsync($"/api/stores/{Shop}/assignment", null, "")).Expect(HttpStatusCode.Unauthorized);
        (await PostAsync($"/api/stores/{Shop}/assignment", TokenOf(Ann), "")).Expect(HttpStatusCode.Forbidden);
        (await PostAsync($"/api/stores/{Shop}/assignment", TokenOf(new User(8, 1001)), "")).Expect(HttpStatusCode.NotFound);
        (await PostAsync("/api/stores/4040/assignment", TokenOf(Customer), "")).Expect(HttpStatusCode.NotFound);
        (await PostAsync("/api/stores/abc/assignment", TokenOf(Customer), "")).ExpectBad("store");
    }

    [Fact]
    public async Task A_store_without_sellers_says_so()
    {
        (await PutAsync($"/api/stores/{Shop}", Admin, """{"appid": 7, "name": "Empty", "sellers": []}""")).Expect(HttpStatusCode.Created);

        var answer = (await PostAsync($"/api/stores/{Shop}/assignment", TokenOf(Customer), "")).Expect(HttpStatusCode.Conflict);

        Assert.Equal("The store has no sellers yet.", answer.Detail);
    }
}
