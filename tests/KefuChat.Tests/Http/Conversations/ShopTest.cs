using System.Globalization;
using System.Net;
using KefuChat.Protocol;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.Http.Conversations;

/// <summary>A shop with two sellers, a customer, and somebody else who has no business there.</summary>
public abstract class ShopTest : ApiTest
{
    internal const long Shop = 1001;
    internal const string Text = """{"type":"text","text":"hello"}""";

    internal static readonly User Ann = Seller;
    internal static readonly User Bo = new(KefuAppId, 56);
    internal static readonly User Cy = new(KefuAppId, 57);
    internal static readonly User OtherCustomer = new(7, 1002);

    /// <summary>The conversation of <see cref="EndToEnd.EndToEndTest.Customer"/> with the shop.</summary>
    internal static readonly string Conversation = ConversationOf(Customer);

    internal static string ConversationOf(User customer, long store = Shop) => new ConversationId(store, customer).ToString();

    /// <summary>Sets the shop up; Ann and Bo sell in it.</summary>
    internal async Task OpenShopAsync(long store = Shop, string more = "", params long[] sellers)
    {
        var uids = sellers.Length > 0 ? sellers : [Ann.Uid, Bo.Uid];
        (await PutAsync(
            $"/api/stores/{store}",
            Admin,
            $$"""{"appid": 7, "name": "Rain & Co", "sellers": [{{string.Join(", ", uids)}}], "offline_message": "Back tomorrow." {{more}}}"""))
            .Expect(HttpStatusCode.Created);
        (await PutAsync($"/api/sellers/{Ann.Uid}", Admin, """{"name": "Ann"}""")).Expect(HttpStatusCode.OK);
        (await PutAsync($"/api/sellers/{Bo.Uid}", Admin, """{"name": "Bo"}""")).Expect(HttpStatusCode.OK);
    }

    /// <summary>Asks for the seller to write to.</summary>
    internal async Task<ApiAnswer> AssignAsync(User customer, long store = Shop) =>
        (await PostAsync($"/api/stores/{store}/assignment", TokenOf(customer), "")).Expect(HttpStatusCode.OK);

    /// <summary>The seller a customer is to write to.</summary>
    internal async Task<long> SellerOfAsync(User customer) => (await AssignAsync(customer))["seller"].GetProperty("uid").GetInt64();

    /// <summary>A customer writes, and it is stored; gives the key in the customer's queue.</summary>
    internal static async Task<long> AskAsync(KefuClient client, User customer, User seller, string content = Text, long store = Shop)
    {
        await client.AskAsync(customer, seller.Uid, content, Guid.NewGuid().ToString("N"), store);
        return await StoredAsync(client);
    }

    /// <summary>A seller writes, and it is stored; gives the key in the seller's queue.</summary>
    internal static async Task<long> AnswerAsync(KefuClient client, User customer, User seller, string content = Text, long store = Shop)
    {
        await client.AnswerAsync(customer, seller.Uid, content, Guid.NewGuid().ToString("N"), store);
        return await StoredAsync(client);
    }

    /// <summary>The next frames up to an ACK, which says that it is stored.</summary>
    internal static async Task<long> StoredAsync(KefuClient client)
    {
        var ack = await client.UntilAsync(Command.Ack);
        Assert.Equal(Status.Ok, ack.Status);
        return ack.SyncKey;
    }

    /// <summary>One message of a customer, over a connection of its own.</summary>
    internal async Task<long> AskOnceAsync(User customer, User seller, string content = Text, long store = Shop)
    {
        await using var client = await Server.LoginAsync(customer, "once");
        return await AskAsync(client, customer, seller, content, store);
    }

    /// <summary>One message of a seller, over a connection of its own.</summary>
    internal async Task<long> AnswerOnceAsync(User customer, User seller, string content = Text, long store = Shop)
    {
        await using var client = await Server.LoginAsync(seller, "once");
        return await AnswerAsync(client, customer, seller, content, store);
    }

    internal static string TextOf(int number) => string.Create(CultureInfo.InvariantCulture, $$"""{"type":"text","text":"{{number}}"}""");
}
