using KefuChat.Protocol;
using KefuChat.Storage.Customers;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.EndToEnd;

/// <summary>Where messages were removed from a queue, a client passes over the hole, and is not left behind.</summary>
public abstract class RemovedMessagesTests(HostKind host) : EndToEndTest(host)
{
    private static readonly User Other = new(7, 1002);

    [Fact]
    public async Task A_client_behind_an_erased_tail_ends_at_the_newest_key_and_hears_what_comes()
    {
        await using var seller = await Server.LoginAsync(Seller);
        await using var other = await Server.LoginAsync(Other);
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(other, Other, "kept", seller);
        await AskAsync(customer, Customer, "erased", seller);
        await AskAsync(customer, Customer, "erased too", seller);
        await EraseAsync();

        var (messages, end) = await seller.SyncAsync(1);
        Assert.Empty(messages);
        Assert.Equal((3L, false), (end.SyncKey, end.HasMore));

        await other.AskAsync(Other, Seller.Uid, "after");
        var pushed = await seller.ExpectAsync(Command.Customer);
        Assert.Equal(("after", 4L, 3L), (pushed.Content, pushed.SyncKey, pushed.PrevSyncKey));
    }

    [Fact]
    public async Task A_sync_passes_over_a_hole()
    {
        await using var seller = await Server.LoginAsync(Seller);
        await using var other = await Server.LoginAsync(Other);
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, Customer, "erased", seller);
        await AskAsync(other, Other, "kept", seller);
        await AskAsync(customer, Customer, "erased too", seller);
        await EraseAsync();

        var (messages, end) = await seller.SyncAsync(0);

        var kept = Assert.Single(messages);
        Assert.Equal(("kept", 2L), (kept.Content, kept.SyncKey));
        Assert.Equal((3L, false), (end.SyncKey, end.HasMore));
    }

    [Fact]
    public async Task Who_was_erased_logs_in_and_writes_on()
    {
        await using (var seller = await Server.LoginAsync(Seller))
        await using (var customer = await Server.LoginAsync(Customer))
        {
            await AskAsync(customer, Customer, "erased", seller);
        }

        await EraseAsync();

        await using var again = await Server.LoginAsync(Customer, "another device");
        Assert.Equal(1, (await again.SyncAsync(0)).End.SyncKey);
        await again.AskAsync(Customer, Seller.Uid, "anew");
        var ack = await again.ExpectAsync(Command.Ack);
        Assert.Equal((2L, 1L), (ack.SyncKey, ack.PrevSyncKey));
    }

    private static async Task AskAsync(KefuClient client, User customer, string content, KefuClient seller)
    {
        await client.AskAsync(customer, Seller.Uid, content);
        await client.ExpectAsync(Command.Ack);
        await seller.ExpectAsync(Command.Customer);
    }

    private async Task EraseAsync() => await Server.Get<ICustomerDataStore>().EraseAsync(Customer, 1000);
}

public sealed class RemovedMessagesTestsInMemory() : RemovedMessagesTests(HostKind.InMemory);

public sealed class RemovedMessagesTestsOnKestrel() : RemovedMessagesTests(HostKind.Kestrel);
