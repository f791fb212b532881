using System.Net;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Customers;
using KefuChat.Storage.Sharding;
using KefuChat.Tests.Http;
using KefuChat.Tests.Storage;
using static KefuChat.Tests.EndToEnd.EndToEndTest;
using static KefuChat.Tests.EndToEnd.KefuCluster;

namespace KefuChat.Tests.EndToEnd;

/// <summary>One group of three is away: the customer lives in two, the seller in three, another customer in one.</summary>
public sealed class GroupOutageTests : IAsyncDisposable
{
    private static readonly User Seller = EndToEndTest.Seller;
    private static readonly User Neighbour = new(7, 1);
    private static readonly User NeighboursSeller = new(KefuAppId, 56);

    private readonly KefuCluster _cluster = new("one", "two", "three");

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Who_does_not_live_there_is_served_and_who_does_is_told()
    {
        await using var customer = await LoginAsync(_cluster.First, Customer);
        await using var neighbour = await LoginAsync(_cluster.First, Neighbour);
        await CallAsync(HttpMethod.Put, "/api/stores/1001", admin: true, json: $$"""{"appid": 7, "name": "Rain & Co", "sellers": [{{NeighboursSeller.Uid}}]}""");
        await _cluster.StopGroupAsync("three");
        await WaitUntilAsync(async () => (await ReadyAsync()).Body.Contains("\"degraded\"", StringComparison.Ordinal));

        await neighbour.AskAsync(Neighbour, NeighboursSeller.Uid, "hello");
        Assert.Equal(Status.Ok, (await neighbour.ExpectAsync(Command.Ack)).Status);
        await customer.AskAsync(Customer, Seller.Uid, "refused", "u");
        Assert.Equal(Status.StorageUnavailable, (await customer.ExpectAsync(Command.Ack)).Status);
        Assert.Empty((await customer.SyncAsync(0)).Messages);
        var (status, body) = await ReadyAsync();
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("group three: no storage node can be reached", body, StringComparison.Ordinal);

        // What needs no group that is away goes on: a seller is given, and the customer reads what there is.
        var given = await CallAsync(HttpMethod.Post, "/api/stores/1001/assignment", Customer, "");
        Assert.Equal(NeighboursSeller.Uid, given["seller"].GetProperty("uid").GetInt64());
        Assert.Equal(0, (await CallAsync(HttpMethod.Get, $"/api/conversations/{new ConversationId(1001, Customer)}/messages", Customer))["messages"].GetArrayLength());

        _cluster.StartGroup("three");
        await WaitUntilAsync(async () => (await ReadyAsync()).Body == """{"status":"ok"}""");
        await customer.AskAsync(Customer, Seller.Uid, "stored", "u");
        Assert.Equal((Status.Ok, 1L), Told(await customer.ExpectAsync(Command.Ack)));
        Assert.Equal(["stored"], await _cluster.First.Get<IMessageStore>().ReadContentsAsync(Seller));
    }

    [Fact]
    public async Task A_message_that_a_dead_gateway_left_with_its_receiver_reaches_the_senders_queue_and_both_hear_of_it()
    {
        await using var customer = await LoginAsync(_cluster.First, Customer);
        var half = new CustomerMessage(Command.Customer)
        {
            CustomerAppId = Customer.AppId,
            CustomerId = Customer.Uid,
            SellerId = Seller.Uid,
            Content = "half"u8.ToArray(),
            Uuid = "u",
        };
        var receivers = _cluster.First.Get<ShardMap>().HomeOf(Seller);
        Assert.Equal("three", receivers.Name);
        await receivers.Messages.SaveAsync(new SaveRequest(half, Customer, Seller, "phone", IsCopy: true));

        // The first pass sees it, the second repairs it.
        var pass = new RepairPass(
            receivers,
            _cluster.First.Get<ShardMap>(),
            _cluster.First.Get<AssignmentSpread>(),
            _cluster.First.Get<ICustomerDataStore>(),
            "test",
            _cluster.First.Get<IRepairedMessages>(),
            TimeProvider.System);
        Assert.Equal(0, await pass.RunAsync(CancellationToken.None));
        Assert.Equal(1, await pass.RunAsync(CancellationToken.None));

        Assert.Equal(1, (await customer.ExpectAsync(Command.SyncNotify)).SyncKey);
        Assert.Equal(["half"], (await customer.SyncAsync(0)).Messages.Select(message => message.Content));
    }

    [Fact]
    public async Task A_gateway_that_knows_other_groups_uses_none_of_them()
    {
        await _cluster.First.Get<IMessageStore>().ProbeAsync();
        await using var other = _cluster.NewGateway("one", "two");

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => other.Get<IMessageStore>().ProbeAsync());

        Assert.Contains("group one: no storage node can be reached", refused.Message, StringComparison.Ordinal);
        await _cluster.First.Get<IMessageStore>().ProbeAsync();
    }

    private static (Status Status, long Key) Told(TestClients.Wire.ServerFrame ack) => (ack.Status, ack.SyncKey);

    private async Task<ApiAnswer> CallAsync(HttpMethod method, string path, User caller = default, string? json = null, bool admin = false)
    {
        using var http = _cluster.First.CreateClient();
        var answer = await http.CallAsync(method, path, admin ? KefuServer.AdminKey : _cluster.First.Token(caller), json);
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{answer.Status} {answer.Body}");
        return answer;
    }

    private async Task<(HttpStatusCode Status, string Body)> ReadyAsync()
    {
        using var http = _cluster.First.CreateClient();
        using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
