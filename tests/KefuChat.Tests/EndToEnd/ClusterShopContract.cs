using System.Net;
using KefuChat.Protocol;
using KefuChat.Tests.Http;
using KefuChat.Tests.TestClients;
using static KefuChat.Tests.EndToEnd.EndToEndTest;
using static KefuChat.Tests.EndToEnd.KefuCluster;

namespace KefuChat.Tests.EndToEnd;

/// <summary>What a shop needs around the messages, with customer, seller and storage in different places.</summary>
/// <param name="groups">The groups that storage is in; none: one store for all.</param>
public abstract class ClusterShopContract(params string[] groups) : IAsyncDisposable
{
    private const long Shop = 1001;
    private const string Text = """{"type":"text","text":"hello"}""";

    private const string Typing = """{"type":"typing"}""";

    private static readonly User Other = new(KefuAppId, 56);
    private static readonly string Conversation = new ConversationId(Shop, Customer).ToString();

    private readonly KefuCluster _cluster = new(groups);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_seller_on_another_gateway_is_given_and_gone_when_the_connection_is()
    {
        await OpenShopAsync();
        await using (var seller = await LoginAsync(_cluster.Second, Seller))
        {
            foreach (var uid in Enumerable.Range(1, 3))
            {
                var given = await CallAsync(_cluster.First, HttpMethod.Post, $"/api/stores/{Shop}/assignment", new User(7, uid), "");
                Assert.Equal((Seller.Uid, true), (given["seller"].GetProperty("uid").GetInt64(), given["anyone_online"].GetBoolean()));
            }

            await seller.CloseAsync();
        }

        await WaitUntilAsync(async () => !(await CallAsync(
            _cluster.First, HttpMethod.Post, $"/api/stores/{Shop}/assignment", Customer, ""))["anyone_online"].GetBoolean());
    }

    [Fact]
    public async Task Tabs_on_two_gateways_get_one_seller()
    {
        await OpenShopAsync();
        await using var seller = await LoginAsync(_cluster.First, Seller);
        await using var other = await LoginAsync(_cluster.Second, Other);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(tab => CallAsync(
            tab % 2 == 0 ? _cluster.First : _cluster.Second, HttpMethod.Post, $"/api/stores/{Shop}/assignment", Customer, "")));

        Assert.Single(answers.Select(answer => answer["seller"].GetProperty("uid").GetInt64()).Distinct());
    }

    [Fact]
    public async Task Transfers_marks_and_closings_reach_whoever_they_concern()
    {
        await OpenShopAsync();
        await using var customer = await LoginAsync(_cluster.First, Customer);
        await using var seller = await LoginAsync(_cluster.Second, Seller);
        await using var other = await LoginAsync(_cluster.First, Other);
        await customer.AskAsync(Customer, Seller.Uid, Text, "1", Shop);
        await customer.ExpectAsync(Command.Ack);
        await seller.ExpectAsync(Command.Customer);

        await CallAsync(_cluster.First, HttpMethod.Put, $"/api/conversations/{Conversation}/read", Seller, """{"sync_key": 1}""");
        Assert.Equal("""{"type":"read","sync_key":1}""", (await customer.ExpectAsync(Command.CustomerSupport)).Content);
        Assert.Equal("""{"type":"read","sync_key":1}""", (await seller.ExpectAsync(Command.CustomerSupport)).Content);

        await CallAsync(_cluster.Second, HttpMethod.Post, $"/api/conversations/{Conversation}/transfer", Seller, """{"seller": 56, "note": "yours"}""");
        var note = await customer.ExpectAsync(Command.CustomerSupport);
        Assert.Equal((2L, 1L, Other.Uid), (note.SyncKey, note.PrevSyncKey, note.SellerId));
        Assert.Equal(note.Content, (await other.ExpectAsync(Command.CustomerSupport)).Content);
        Assert.Equal(note.Content, (await seller.ExpectAsync(Command.CustomerSupport)).Content);

        await seller.AnswerAsync(Customer, Seller.Uid, Typing, store: Shop, flags: MessageFlags.Unpersistent);
        Assert.Equal(Typing, (await customer.ExpectAsync(Command.CustomerSupport)).Content);
        var typing = await other.ExpectAsync(Command.CustomerSupport);
        Assert.Equal((Typing, Seller.Uid), (typing.Content, typing.SellerId));
        await seller.AnswerAsync(Customer, Seller.Uid, Text, "one more thing", Shop);
        await customer.ExpectAsync(Command.CustomerSupport);
        Assert.Contains("written", (await other.ExpectAsync(Command.CustomerSupport)).Content, StringComparison.Ordinal);

        var shown = await CallAsync(_cluster.Second, HttpMethod.Get, $"/api/conversations/{Conversation}", Other);
        Assert.Equal(("yours", true), (shown["note"].GetString(), shown["customer"].GetProperty("online").GetBoolean()));
        await CallAsync(_cluster.Second, HttpMethod.Post, $"/api/conversations/{Conversation}/close", Other, "");
        await customer.ExpectAsync(Command.CustomerSupport);
        await customer.AskAsync(Customer, Other.Uid, Text, "2", Shop);
        await customer.ExpectAsync(Command.Ack);
        var list = await CallAsync(_cluster.Second, HttpMethod.Get, "/api/conversations?state=open", Other);
        Assert.Equal([Conversation], list["conversations"].EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        var history = await CallAsync(_cluster.Second, HttpMethod.Get, $"/api/conversations/{Conversation}/messages", Other);
        Assert.Equal([1L, 2L, 3L, 4L, 5L], history["messages"].EnumerateArray().Select(message => message.GetProperty("position").GetInt64()));
    }

    [Fact]
    public async Task A_block_on_one_gateway_holds_on_the_other()
    {
        await OpenShopAsync();
        await using var there = await LoginAsync(_cluster.Second, Customer, "there");
        await there.AskAsync(Customer, Seller.Uid, Text, "1", Shop);
        await there.ExpectAsync(Command.Ack);

        await CallAsync(_cluster.Second, HttpMethod.Put, $"/api/conversations/{Conversation}/block", Seller, """{"scope": "store"}""");

        await using var here = await LoginAsync(_cluster.First, Customer, "here");
        foreach (var client in (KefuClient[])[here, there])
        {
            await client.AskAsync(Customer, Seller.Uid, Text, "2", Shop);
            Assert.Equal(Status.Forbidden, (await client.ExpectAsync(Command.Ack)).Status);
        }
    }

    [Fact]
    public async Task Erased_and_exported_through_the_node()
    {
        await OpenShopAsync();
        await using var customer = await LoginAsync(_cluster.First, Customer);
        await customer.AskAsync(Customer, Seller.Uid, Text, "1", Shop);
        await customer.ExpectAsync(Command.Ack);
        const string Data = "/api/customers/7/1001/data";

        Assert.Equal(1, (await AdminAsync(HttpMethod.Get, Data))["messages"].GetArrayLength());
        Assert.Equal(1, (await AdminAsync(HttpMethod.Delete, Data))["messages"].GetInt32());
        Assert.Equal(0, (await AdminAsync(HttpMethod.Get, Data))["messages"].GetArrayLength());
    }

    private async Task OpenShopAsync() => await AdminAsync(
        HttpMethod.Put, $"/api/stores/{Shop}", $$"""{"appid": 7, "name": "Rain & Co", "sellers": [{{Seller.Uid}}, {{Other.Uid}}]}""");

    private async Task<ApiAnswer> AdminAsync(HttpMethod method, string path, string? json = null)
    {
        using var http = _cluster.First.CreateClient();
        return Succeeded(await http.CallAsync(method, path, KefuServer.AdminKey, json));
    }

    private static async Task<ApiAnswer> CallAsync(KefuServer gateway, HttpMethod method, string path, User caller, string? json = null)
    {
        using var http = gateway.CreateClient();
        return Succeeded(await http.CallAsync(method, path, gateway.Token(caller), json));
    }

    private static ApiAnswer Succeeded(ApiAnswer answer)
    {
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{answer.Status} {answer.Body}");
        return answer;
    }
}
