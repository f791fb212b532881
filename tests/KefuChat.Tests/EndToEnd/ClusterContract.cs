using KefuChat.Protocol;
using KefuChat.Routing;
using KefuChat.Storage;
using KefuChat.Storage.Customers;
using static KefuChat.Tests.EndToEnd.EndToEndTest;
using static KefuChat.Tests.EndToEnd.KefuCluster;

namespace KefuChat.Tests.EndToEnd;

/// <summary>Customers and sellers on different gateways notice nothing of it.</summary>
/// <param name="groups">The groups that storage is in; none: one store for all.</param>
public abstract class ClusterContract(params string[] groups) : IAsyncDisposable
{
    private readonly KefuCluster _cluster = new(groups);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_customer_on_one_gateway_asks_a_seller_on_the_other_who_answers()
    {
        await using var seller = await LoginAsync(_cluster.Second, Seller);
        await using var customer = await LoginAsync(_cluster.First, Customer);

        await customer.AskAsync(Customer, Seller.Uid, """{"text": "有货吗?"}""", "uuid-1", store: 9);
        var asked = await seller.ExpectAsync(Command.Customer);
        var ack = await customer.ExpectAsync(Command.Ack);
        Assert.Equal(("""{"text": "有货吗?"}""", "uuid-1", 9L, ack.TimestampMs), (asked.Content, asked.Uuid, asked.StoreId, asked.TimestampMs));
        Assert.Equal((1L, 0L, MessageFlags.Text | MessageFlags.Push), (asked.SyncKey, asked.PrevSyncKey, asked.Flags));

        await seller.AnswerAsync(Customer, Seller.Uid, "yes");
        Assert.Equal(("yes", "", 2L, 1L), Told(await customer.ExpectAsync(Command.CustomerSupport)));
        Assert.Equal(2, (await seller.ExpectAsync(Command.Ack)).SyncKey);
    }

    [Fact]
    public async Task The_senders_other_device_on_the_other_gateway_gets_a_copy_and_the_sending_connection_none()
    {
        await using var phone = await LoginAsync(_cluster.First, Customer, "phone");
        await using var tablet = await LoginAsync(_cluster.Second, Customer, "tablet");

        await phone.AskAsync(Customer, Seller.Uid, "hello");

        Assert.Equal(("hello", "", 1L, 0L), Told(await tablet.ExpectAsync(Command.Customer)));
        await phone.ExpectAsync(Command.Ack);
        await phone.ExpectNothingAsync();
        var (synced, _) = await tablet.SyncAsync(0);
        Assert.Equal("", Assert.Single(synced).Uuid);
    }

    [Fact]
    public async Task A_client_behind_an_erased_tail_catches_up()
    {
        await using var seller = await LoginAsync(_cluster.Second, Seller);
        await using var customer = await LoginAsync(_cluster.First, Customer);
        await customer.AskAsync(Customer, Seller.Uid, "erased");
        await customer.ExpectAsync(Command.Ack);
        await seller.ExpectAsync(Command.Customer);
        Assert.Equal(1, await _cluster.First.Get<ICustomerDataStore>().EraseAsync(Customer, 1000));

        Assert.Equal(1, (await seller.SyncAsync(0)).End.SyncKey);
        await customer.AskAsync(Customer, Seller.Uid, "after");
        Assert.Equal(("after", "", 2L, 1L), Told(await seller.ExpectAsync(Command.Customer)));
    }

    [Fact]
    public async Task UNPERSISTENT_passes_between_gateways_and_is_stored_nowhere()
    {
        await using var seller = await LoginAsync(_cluster.Second, Seller);
        await using var customer = await LoginAsync(_cluster.First, Customer);

        await customer.AskAsync(Customer, Seller.Uid, "typing", flags: MessageFlags.Unpersistent);

        Assert.Equal(MessageFlags.Unpersistent, (await seller.ExpectAsync(Command.Customer)).Flags);
        Assert.Equal(Status.Ok, (await customer.ExpectAsync(Command.Ack)).Status);
        Assert.Equal([0, 0], await _cluster.First.Get<IMessageStore>().LatestKeysAsync([Seller, Customer]));
    }

    [Fact]
    public async Task Who_is_on_no_gateway_gets_an_offline_push_and_who_is_on_any_gets_none()
    {
        await using var customer = await LoginAsync(_cluster.First, Customer);
        await customer.AskAsync(Customer, Seller.Uid, "nobody is here");
        await customer.ExpectAsync(Command.Ack);
        await WaitUntilAsync(() => _cluster.Pushes.Pushes.Any());

        await using var seller = await LoginAsync(_cluster.Second, Seller);
        await customer.AskAsync(Customer, Seller.Uid, "now somebody is");
        await seller.ExpectAsync(Command.Customer);

        Assert.Equal([(Seller, 1L)], _cluster.Pushes.Pushes);
    }

    [Fact]
    public async Task The_longest_message_passes()
    {
        var content = new string('x', CustomerMessage.MaxContentBytes - 100);
        await using var seller = await LoginAsync(_cluster.Second, Seller);
        await using var customer = await LoginAsync(_cluster.First, Customer);

        await customer.AskAsync(Customer, Seller.Uid, content);

        Assert.Equal(content, (await seller.ExpectAsync(Command.Customer)).Content);
    }

    [Fact]
    public async Task A_client_that_changes_gateways_finds_its_queue_and_its_keys_there()
    {
        await using (var phone = await LoginAsync(_cluster.First, Customer, "phone"))
        {
            for (var i = 1; i <= 3; i++)
            {
                await phone.AskAsync(Customer, Seller.Uid, $"{i}");
                await phone.ExpectAsync(Command.Ack);
            }

            await phone.SyncAsync(0);
            await phone.SendAsync(Command.SyncKey, 2L);
            await phone.ExpectNothingAsync();
        }

        await using var again = await LoginAsync(_cluster.Second, Customer, "phone");
        Assert.Equal(["3"], (await again.SyncAsync(0)).Messages.Select(message => message.Content));
    }

    [Fact]
    public async Task While_storage_and_routing_are_away_everybody_is_told_and_nobody_disconnected_and_then_it_goes_on()
    {
        await using var seller = await LoginAsync(_cluster.Second, Seller);
        await using var customer = await LoginAsync(_cluster.First, Customer);

        await _cluster.RestartNodesAsync(async () =>
        {
            await WaitUntilAsync(() => !_cluster.First.Get<IMessageRouter>().IsReachable);
            await customer.AskAsync(Customer, Seller.Uid, "stored nowhere", "lost");
            Assert.Equal(Status.StorageUnavailable, (await customer.ExpectAsync(Command.Ack)).Status);
            await customer.AskAsync(Customer, Seller.Uid, "typing", flags: MessageFlags.Unpersistent);
            Assert.Equal(Status.RoutingUnavailable, (await customer.ExpectAsync(Command.Ack)).Status);
        });
        await IsRoutedAsync(_cluster.First, Customer);
        await IsRoutedAsync(_cluster.Second, Seller);
        await WaitUntilAsync(IsStorageThereAsync);

        await customer.AskAsync(Customer, Seller.Uid, "hello again", "found");
        Assert.Equal(("hello again", "found", 1L, 0L), Told(await seller.ExpectAsync(Command.Customer)));
        Assert.Equal(Status.Ok, (await customer.ExpectAsync(Command.Ack)).Status);

        async Task<bool> IsStorageThereAsync()
        {
            try
            {
                await _cluster.First.Get<IMessageStore>().ProbeAsync();
                return true;
            }
            catch (StorageUnavailableException)
            {
                return false;
            }
        }
    }

    private static (string Content, string Uuid, long Key, long Previous) Told(TestClients.Wire.ServerFrame frame) =>
        (frame.Content, frame.Uuid, frame.SyncKey, frame.PrevSyncKey);
}
