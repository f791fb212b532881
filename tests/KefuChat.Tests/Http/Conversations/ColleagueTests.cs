using System.Net;
using System.Text;
using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using KefuChat.Support;
using KefuChat.Tests.Support;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.Http.Conversations;

/// <summary>What whoever has a conversation hears of other sellers in it.</summary>
public sealed class ColleagueTests : ShopTest
{
    private const string Typing = """{"type":"typing"}""";
    private const MessageFlags Unpersistent = MessageFlags.Unpersistent;

    [Fact]
    public async Task A_colleagues_typing_is_shown_to_who_has_the_conversation_and_to_the_customer()
    {
        await HandOverAsync();
        await using var customer = await Server.LoginAsync(Customer);
        await using var ann = await Server.LoginAsync(Ann);
        await using var bo = await Server.LoginAsync(Bo);

        await ann.AnswerAsync(Customer, Ann.Uid, Typing, store: Shop, flags: Unpersistent);

        foreach (var client in (KefuClient[])[bo, customer])
        {
            var notice = await client.ExpectAsync(Command.CustomerSupport);
            Assert.Equal((Typing, Ann.Uid, 0L), (notice.Content, notice.SellerId, notice.SyncKey));
        }

        Assert.Equal(Status.Ok, (await ann.ExpectAsync(Command.Ack)).Status);
    }

    [Fact]
    public async Task The_typing_of_who_has_it_and_of_who_does_not_sell_in_the_store_is_shown_to_no_seller()
    {
        await HandOverAsync();
        await using var ann = await Server.LoginAsync(Ann);
        await using var bo = await Server.LoginAsync(Bo);

        foreach (var seller in (User[])[Bo, Cy])
        {
            await Server.Get<ColleagueNotices>().TypingAsync(From(seller, Typing));
        }

        await ann.ExpectNothingAsync();
        await bo.ExpectNothingAsync();
    }

    [Fact]
    public async Task What_only_speaks_of_typing_is_shown_to_no_colleague()
    {
        await HandOverAsync();
        await using var bo = await Server.LoginAsync(Bo);

        await Server.Get<ColleagueNotices>().TypingAsync(From(Ann, """{"type":"other","text":"typing"}"""));

        await bo.ExpectNothingAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_has_it_hears_of_a_message_in_a_colleagues_name(bool isCustomers)
    {
        await HandOverAsync();
        await using var bo = await Server.LoginAsync(Bo);

        _ = isCustomers ? await AskOnceAsync(Customer, Ann) : await AnswerOnceAsync(Customer, Ann);

        var notice = await bo.ExpectAsync(Command.CustomerSupport);
        Assert.Equal("""{"type":"system","event":"written","seller":{"uid":55,"name":"Ann"}}""", notice.Content);
        Assert.Equal((0L, Bo.Uid, Shop), (notice.SyncKey, notice.SellerId, notice.StoreId));
        Assert.Equal(3, (await GetAsync($"/api/conversations/{Conversation}/messages", TokenOf(Bo)))["messages"].GetArrayLength());
        Assert.Single(await QueueAsync(Bo));
    }

    [Fact]
    public async Task Who_has_left_the_store_hears_nothing()
    {
        await HandOverAsync();
        (await PutAsync($"/api/stores/{Shop}", Admin, """{"appid": 7, "name": "Rain & Co", "sellers": [55]}""")).Expect(HttpStatusCode.OK);
        await using var bo = await Server.LoginAsync(Bo);

        await Server.Get<ColleagueNotices>().TypingAsync(From(Ann, Typing));
        await Server.Get<ColleagueNotices>().WrittenAsync(From(Ann, Text), Bo.Uid);

        await bo.ExpectNothingAsync();
    }

    [Fact]
    public async Task Who_has_muted_the_customer_hears_of_colleagues_messages_only()
    {
        await HandOverAsync();
        (await PutAsync($"/api/conversations/{Conversation}/block", TokenOf(Bo), "{}")).Expect(HttpStatusCode.OK);
        await using var bo = await Server.LoginAsync(Bo);

        await Server.Get<ColleagueNotices>().WrittenAsync(From(Ann, Text, Command.Customer), Bo.Uid);
        await bo.ExpectNothingAsync();

        await Server.Get<ColleagueNotices>().WrittenAsync(From(Ann, Text), Bo.Uid);
        Assert.Contains("written", (await bo.ExpectAsync(Command.CustomerSupport)).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_storage_cannot_say_who_has_it_the_customer_is_shown_it_all_the_same()
    {
        Server.Replace<IAssignmentStore>(new FailingAssignmentStore());
        await using var customer = await Server.LoginAsync(Customer);
        await using var ann = await Server.LoginAsync(Ann);

        await ann.AnswerAsync(Customer, Ann.Uid, Typing, store: Shop, flags: Unpersistent);
        Assert.Equal(Typing, (await customer.ExpectAsync(Command.CustomerSupport)).Content);
        Assert.Equal(Status.Ok, (await ann.ExpectAsync(Command.Ack)).Status);

        await Server.Get<ColleagueNotices>().TypingAsync(From(Ann, Typing));
        await ann.ExpectNothingAsync();
    }

    private static CustomerMessage From(User seller, string content, Command command = Command.CustomerSupport) => new(command)
    {
        Flags = Unpersistent,
        CustomerAppId = Customer.AppId,
        CustomerId = Customer.Uid,
        StoreId = Shop,
        SellerId = seller.Uid,
        Content = Encoding.UTF8.GetBytes(content),
    };

    /// <summary>Ann hands the customer's conversation to Bo.</summary>
    private async Task HandOverAsync()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann);
        (await PostAsync($"/api/conversations/{Conversation}/transfer", TokenOf(Ann), """{"seller": 56}""")).Expect(HttpStatusCode.OK);
    }
}
