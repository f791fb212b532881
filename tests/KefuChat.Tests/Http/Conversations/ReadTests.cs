using System.Net;
using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using KefuChat.Tests.Storage.Grpc;
using KefuChat.Tests.TestClients;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Http.Conversations;

/// <summary>How far was read: by a call or a message, told to the other side and to the reader's other devices.</summary>
public sealed class ReadTests : ShopTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_other_side_and_other_devices_are_told_by_keys_of_their_own(bool byCall)
    {
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer, "phone");
        await using var ann = await Server.LoginAsync(Ann, "office");
        await using var home = await Server.LoginAsync(Ann, "home");
        await AskOnceAsync(OtherCustomer, Ann);
        await AskAsync(customer, Customer, Ann, TextOf(1));
        await AskAsync(customer, Customer, Ann, TextOf(2));
        await Task.WhenAll(ann.TakeAsync(3), home.TakeAsync(3));

        if (byCall)
        {
            var answer = (await PutAsync($"/api/conversations/{Conversation}/read", TokenOf(Ann), """{"sync_key": 3}""")).Expect(HttpStatusCode.OK);
            Assert.Equal(3, answer["sync_key"].GetInt64());
            AssertMark(3, await ann.ExpectAsync(Command.CustomerSupport));
        }
        else
        {
            await MarkAsync(ann, Command.CustomerSupport, 3);
            Assert.Equal((Status.Ok, 0L), await AckAsync(ann));
        }

        AssertMark(2, await customer.ExpectAsync(Command.CustomerSupport));
        AssertMark(3, await home.ExpectAsync(Command.CustomerSupport));
        Assert.Equal(2, (await GetAsync($"/api/conversations/{Conversation}", TokenOf(Customer)))["other_read_sync_key"].GetInt64());
        var forAnn = await GetAsync($"/api/conversations/{Conversation}", TokenOf(Ann));
        Assert.Equal((3L, 0), (forAnn["read_sync_key"].GetInt64(), forAnn["unread"].GetInt32()));
        await ann.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_customer_reads_and_the_seller_is_told()
    {
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        await using var ann = await Server.LoginAsync(Ann);
        await AnswerOnceAsync(OtherCustomer, Ann);
        await ann.ExpectAsync(Command.CustomerSupport);
        await AnswerAsync(ann, Customer, Ann);
        await customer.ExpectAsync(Command.CustomerSupport);

        await MarkAsync(customer, Command.Customer, 1);

        AssertMark(2, await ann.ExpectAsync(Command.Customer));
        Assert.Equal((Status.Ok, 0L), await AckAsync(customer));
    }

    [Fact]
    public async Task It_never_goes_back_and_what_is_no_news_is_told_to_nobody()
    {
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, Customer, Ann);
        await AskAsync(customer, Customer, Ann);
        var path = $"/api/conversations/{Conversation}/read";
        await PutAsync(path, TokenOf(Ann), """{"sync_key": 2}""");
        await customer.ExpectAsync(Command.CustomerSupport);

        foreach (var key in (int[])[1, 2, 999])
        {
            Assert.Equal(2, (await PutAsync(path, TokenOf(Ann), $$"""{"sync_key": {{key}}}"""))["sync_key"].GetInt64());
        }

        await customer.ExpectNothingAsync();
    }

    [Fact]
    public async Task Unread_follows_from_what_was_read()
    {
        await OpenShopAsync();
        foreach (var number in Enumerable.Range(1, 5))
        {
            await AskOnceAsync(Customer, Ann, TextOf(number));
        }

        await AnswerOnceAsync(Customer, Ann);
        Assert.Equal((5, 1), (await UnreadAsync(Ann), await UnreadAsync(Customer)));
        await PutAsync($"/api/conversations/{Conversation}/read", TokenOf(Ann), """{"sync_key": 3}""");
        await PutAsync($"/api/conversations/{Conversation}/read", TokenOf(Customer), """{"sync_key": 6}""");

        Assert.Equal((2, 0), (await UnreadAsync(Ann), await UnreadAsync(Customer)));
    }

    [Fact]
    public async Task A_mark_that_is_not_stored_is_refused_and_told_to_nobody()
    {
        Server.Replace<IConversationStore>(new FailingConversationStore());
        await using var ann = await Server.LoginAsync(Ann);
        await using var customer = await Server.LoginAsync(Customer);

        await MarkAsync(customer, Command.Customer, 1);

        Assert.Equal(Status.StorageUnavailable, (await AckAsync(customer)).Status);
        await ann.ExpectNothingAsync();
    }

    [Fact]
    public async Task Marks_keep_their_place_among_the_acknowledgements()
    {
        await OpenShopAsync();
        await using var customer = await Server.LoginAsync(Customer);
        var first = await customer.AskAsync(Customer, Ann.Uid, Text, "one", Shop);
        var mark = await MarkAsync(customer, Command.Customer, 1);
        var second = await customer.AskAsync(Customer, Ann.Uid, Text, "two", Shop);

        var acks = new List<ServerFrame>();
        while (acks.Count < 3)
        {
            acks.Add(await customer.UntilAsync(Command.Ack));
        }

        Assert.Equal([first, mark, second], acks.Select(ack => (int)ack.AckedSeq));
    }

    [Fact]
    public async Task Bad_calls()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann);
        var path = $"/api/conversations/{Conversation}/read";

        (await PutAsync(path, null, """{"sync_key": 1}""")).Expect(HttpStatusCode.Unauthorized);
        (await PutAsync(path, TokenOf(OtherCustomer), """{"sync_key": 1}""")).Expect(HttpStatusCode.NotFound);
        (await PutAsync(path, TokenOf(Bo), """{"sync_key": 1}""")).Expect(HttpStatusCode.NotFound);
        (await PutAsync(path, TokenOf(Ann), """{"sync_key": 0}""")).ExpectBad("sync_key");
        (await PutAsync(path, TokenOf(Ann), """{"sync_key": "1"}""")).ExpectBad("sync_key");
        (await PutAsync(path, TokenOf(Ann), """{"position": 1}""")).ExpectBad("position");
    }

    private static Task<int> MarkAsync(KefuClient client, Command command, long key) => client.SendAsync(
        command, MessageFlags.Unpersistent, 7L, 1001L, Shop, Ann.Uid, 0L, $$"""{"type":"read","sync_key":{{key}}}""", "");

    private static async Task<(Status Status, long Key)> AckAsync(KefuClient client)
    {
        var ack = await client.UntilAsync(Command.Ack);
        return (ack.Status, ack.SyncKey);
    }

    private static void AssertMark(long key, ServerFrame frame)
    {
        Assert.Equal($$"""{"type":"read","sync_key":{{key}}}""", frame.Content);
        Assert.Equal((MessageFlags.Unpersistent, 0L, Shop, Ann.Uid), (frame.Flags, frame.SyncKey, frame.StoreId, frame.SellerId));
    }

    private async Task<int> UnreadAsync(User user) =>
        (await GetAsync($"/api/conversations/{Conversation}", TokenOf(user)))["unread"].GetInt32();
}
