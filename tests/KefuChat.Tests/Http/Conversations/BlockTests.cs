using System.Net;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Tests.TestClients;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Http.Conversations;

/// <summary>Mutes, blocks, and words that may not be written: what the customer's messages come to.</summary>
public sealed class BlockTests : ShopTest
{
    private static readonly string Path = $"/api/conversations/{Conversation}/block";

    [Fact]
    public async Task Who_is_muted_may_write_to_the_others()
    {
        await OpenShopAsync();
        await using var ann = await Server.LoginAsync(Ann);
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, Customer, Ann);
        await ann.ExpectAsync(Command.Customer);

        (await PutAsync(Path, TokenOf(Ann), "{}")).Expect(HttpStatusCode.OK);

        Assert.Equal((Status.Forbidden, "the seller has muted you"), await TryAsync(customer, Ann));
        Assert.Equal((Status.Forbidden, "the seller has muted you"), await TryAsync(customer, Ann, MessageFlags.Unpersistent));
        Assert.Equal(Status.Ok, (await TryAsync(customer, Bo)).Status);
        await ann.ExpectNothingAsync();
        Assert.Equal(2, (await QueueAsync(Customer)).Count);
    }

    [Fact]
    public async Task Who_is_blocked_may_write_to_nobody_of_the_store_until_the_end()
    {
        var time = Server.UseManualTime();
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, Customer, Ann);
        await AnswerOnceAsync(Customer, Ann);
        await customer.ExpectAsync(Command.CustomerSupport);

        (await PutAsync(Path, TokenOf(Ann), """{"scope": "store", "until": "2026-01-02T03:08:00Z"}""")).Expect(HttpStatusCode.OK);

        Assert.Equal((Status.Forbidden, "the store has blocked you until 2026-01-02T03:08:00Z"), await TryAsync(customer, Bo));
        (await PutAsync("/api/stores/2002", Admin, """{"appid": 7, "name": "Sun & Co", "sellers": [56]}""")).Expect(HttpStatusCode.Created);
        Assert.Equal(Status.Ok, (await TryAsync(customer, Bo, store: 2002)).Status);
        await AnswerOnceAsync(Customer, Ann);
        Assert.Equal(Command.CustomerSupport, (await customer.NextAsync()).Command);
        var shown = await GetAsync($"/api/conversations/{Conversation}", TokenOf(Ann));
        Assert.Equal(0, shown["blocks"][0].GetProperty("seller").GetInt64());

        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(Status.Ok, (await TryAsync(customer, Ann)).Status);
        Assert.Empty((await GetAsync($"/api/conversations/{Conversation}", TokenOf(Ann)))["blocks"].EnumerateArray());
    }

    [Theory]
    [InlineData("seller", 0)]
    [InlineData("seller", 4711)]
    [InlineData("store", 0)]
    [InlineData("store", 4711)]
    public async Task No_other_store_s_name_is_a_way_around(string scope, long store)
    {
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, Customer, Ann);
        (await PutAsync(Path, TokenOf(Ann), $$"""{"scope": "{{scope}}"}""")).Expect(HttpStatusCode.OK);

        Assert.Equal(Status.Forbidden, (await TryAsync(customer, Ann, store: store)).Status);
        Assert.Equal(Status.Ok, (await TryAsync(customer, Cy, store: store)).Status);
    }

    [Fact]
    public async Task Both_are_taken_back_one_by_one()
    {
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, Customer, Ann);
        await PutAsync(Path, TokenOf(Ann), """{"scope": "store"}""");
        await PutAsync(Path, TokenOf(Ann), """{"scope": "seller"}""");

        (await CallAsync(HttpMethod.Delete, Path + "?scope=store", TokenOf(Ann))).Expect(HttpStatusCode.NoContent);
        Assert.Equal([Status.Forbidden, Status.Ok], [(await TryAsync(customer, Ann)).Status, (await TryAsync(customer, Bo)).Status]);
        (await CallAsync(HttpMethod.Delete, Path, TokenOf(Ann))).Expect(HttpStatusCode.NoContent);
        Assert.Equal(Status.Ok, (await TryAsync(customer, Ann)).Status);
    }

    [Fact]
    public async Task Another_gateways_block_is_seen_two_seconds_later()
    {
        var time = Server.UseManualTime();
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, Customer, Ann);
        var elsewhere = new Blocks(Server.Get<KefuChat.Storage.Documents.IDocumentStore>(), time);

        await elsewhere.SetAsync(Customer, new Block(Shop, SellerId: 0, Until: null, Ann.Uid));

        Assert.Equal(Status.Ok, (await TryAsync(customer, Ann)).Status);
        time.Advance(DocumentCache<User, object>.Freshness);
        Assert.Equal(Status.Forbidden, (await TryAsync(customer, Ann)).Status);
    }

    [Fact]
    public async Task Only_a_seller_of_the_conversation_may()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann);

        (await PutAsync(Path, null, "{}")).Expect(HttpStatusCode.Unauthorized);
        (await PutAsync(Path, TokenOf(Customer), "{}")).Expect(HttpStatusCode.Forbidden);
        (await PutAsync(Path, TokenOf(Bo), "{}")).Expect(HttpStatusCode.NotFound);
        (await PutAsync(Path, TokenOf(Ann), """{"scope": "world"}""")).ExpectBad("scope");
        (await PutAsync(Path, TokenOf(Ann), """{"until": "2020-01-01T00:00:00Z"}""")).ExpectBad("until");
        (await PutAsync(Path, TokenOf(Ann), """{"until": "soon"}""")).ExpectBad("until");
    }

    [Fact]
    public async Task Nobody_blocks_for_a_store_but_the_seller_who_has_the_conversation()
    {
        const string ForStore = """{"scope": "store"}""";
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann);
        await AnswerOnceAsync(Customer, Cy);
        (await PutAsync(Path, TokenOf(Cy), ForStore)).Expect(HttpStatusCode.Forbidden);
        (await PutAsync(Path, TokenOf(Ann), ForStore)).Expect(HttpStatusCode.OK);
        (await CallAsync(HttpMethod.Delete, Path + "?scope=store", TokenOf(Cy))).Expect(HttpStatusCode.Forbidden);
        (await PutAsync(Path, TokenOf(Cy), "{}")).Expect(HttpStatusCode.OK);

        (await PutAsync($"/api/stores/{Shop}", Admin, """{"appid": 7, "name": "Rain & Co", "sellers": [56]}""")).Expect(HttpStatusCode.OK);
        (await CallAsync(HttpMethod.Delete, Path + "?scope=store", TokenOf(Ann))).Expect(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("""{"type":"text","text":"\ud800"}""", false)]
    [InlineData("""{"type":"read","\ud800":1,"sync_key":1}""", true)]
    [InlineData("""{"type":"\ud800","x":"read","sync_key":1}""", true)]
    public async Task Half_a_character_is_answered_like_any_other_content(string content, bool isLive)
    {
        await OpenShopAsync();
        (await PutAsync("/api/apps/7", Admin, """{"name": "Seven", "word_filter": {"mask": ["fool"]}}""")).Expect(HttpStatusCode.OK);
        await using var customer = await Server.LoginAsync(Customer);

        Assert.Equal(Status.Ok, (await TryAsync(customer, Ann, isLive ? MessageFlags.Unpersistent : MessageFlags.None, content)).Status);
    }

    [Fact]
    public async Task Words_are_masked_or_refused_in_both_directions()
    {
        await OpenShopAsync();
        (await PutAsync("/api/apps/7", Admin, """{"name": "Seven", "word_filter": {"mask": ["fool"], "refuse": ["spam"]}}""")).Expect(HttpStatusCode.OK);
        await using var ann = await Server.LoginAsync(Ann);
        await using var customer = await Server.LoginAsync(Customer);

        await AskAsync(customer, Customer, Ann, """{"type":"text","text":"you fool"}""");
        Assert.Equal("""{"type":"text","text":"you ****"}""", (await ann.ExpectAsync(Command.Customer)).Content);
        Assert.Equal((Status.Forbidden, "'spam' may not be written here"), await TryAsync(customer, Ann, content: "buy SPAM"));
        await ann.AnswerAsync(Customer, Ann.Uid, "no spam", "uuid", Shop);
        Assert.Equal(Status.Forbidden, (await ann.ExpectAsync(Command.Ack)).Status);
        Assert.Equal(["""{"type":"text","text":"you ****"}"""], await QueueAsync(Customer));

        (await PutAsync("/api/apps/7", Admin, """{"name": "Seven", "word_filter": {}}""")).Expect(HttpStatusCode.OK);
        Assert.Equal(Status.Ok, (await TryAsync(customer, Ann, content: "buy SPAM")).Status);
    }

    private static async Task<(Status Status, string Reason)> TryAsync(
        KefuClient client, User seller, MessageFlags flags = MessageFlags.None, string content = Text, long store = Shop)
    {
        await client.AskAsync(Customer, seller.Uid, content, "", store, flags);
        ServerFrame ack = await client.UntilAsync(Command.Ack);
        return (ack.Status, ack.Reason);
    }
}
