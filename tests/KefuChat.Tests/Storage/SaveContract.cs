using KefuChat.Protocol;
using KefuChat.Storage;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>A save puts a message into both queues, under the keys it answers with.</summary>
public abstract class SaveContract(StoreBackend backend) : StoreContract(backend)
{
    [Fact]
    public async Task The_first_message_between_two_users_has_key_1_in_both_queues()
    {
        var result = await Store.SaveAsync(FromCustomer("hello")).SoonAsync();

        Assert.Equal(new SaveResult(SaveStatus.Stored, 1, 1, Noon), result);
    }

    [Fact]
    public async Task A_message_is_in_both_queues_under_the_keys_answered()
    {
        await SaveAsync(FromCustomer("to another", seller: OtherSeller), FromCustomer("to another", seller: OtherSeller));

        var result = await Store.SaveAsync(FromCustomer("hello")).SoonAsync();

        Assert.Equal((1, 3), (result.ReceiverKey, result.SenderKey));
        Assert.Equal("hello", (await QueueAsync(Seller)).Single(entry => entry.SyncKey == 1).Message.Text());
        Assert.Equal("hello", (await QueueAsync(Customer)).Single(entry => entry.SyncKey == 3).Message.Text());
    }

    [Fact]
    public async Task Each_queue_counts_for_itself()
    {
        var results = await SaveAsync(
            FromCustomer("a"),
            FromSeller("b"),
            FromCustomer("c", customer: OtherCustomer),
            FromSeller("d", customer: OtherCustomer),
            FromCustomer("e", seller: OtherSeller));

        Assert.Equal(
            [(1, 1), (2, 2), (3, 1), (2, 4), (1, 3)],
            results.Select(result => (result.ReceiverKey, result.SenderKey)));
        Assert.Equal(["a", "b", "e"], await TextsAsync(Customer));
        Assert.Equal(["a", "b", "c", "d"], await TextsAsync(Seller));
    }

    [Fact]
    public async Task A_message_to_oneself_is_stored_once()
    {
        var result = await Store.SaveAsync(FromCustomer("note", customer: Seller, seller: Seller)).SoonAsync();
        var next = await Store.SaveAsync(FromSeller("again", customer: Seller, seller: Seller)).SoonAsync();

        Assert.Equal((1, 1), (result.ReceiverKey, result.SenderKey));
        Assert.Equal((2, 2), (next.ReceiverKey, next.SenderKey));
        Assert.Equal(["note", "again"], await TextsAsync(Seller));
    }

    [Fact]
    public async Task The_same_uid_in_two_apps_is_two_users()
    {
        var here = new User(7, 55);
        var there = new User(8, 55);

        await SaveAsync(FromCustomer("here", customer: here), FromCustomer("there", customer: there));

        Assert.Equal(["here"], await TextsAsync(here));
        Assert.Equal(["there"], await TextsAsync(there));
    }

    [Fact]
    public async Task A_message_can_be_read_from_both_queues_the_moment_its_save_completes()
    {
        for (var i = 1; i <= 50; i++)
        {
            var seen = await Store.SaveAsync(FromCustomer("hello")).ContinueWith(
                async save => (await save, (await Store.LatestKeysAsync([Seller, Customer])).ToArray()),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default).Unwrap().SoonAsync();

            Assert.Equal(SaveStatus.Stored, seen.Item1.Status);
            Assert.Equal([i, i], seen.Item2);
        }
    }

    [Fact]
    public async Task Queues_outlive_closing_and_their_keys_go_on()
    {
        await SaveAsync(FromCustomer("before"), FromSeller("closing"));

        await ReopenAsync();
        var result = await Store.SaveAsync(FromCustomer("after")).SoonAsync();

        Assert.Equal(new SaveResult(SaveStatus.Stored, 3, 3, Noon), result);
        Assert.Equal(["before", "closing", "after"], await TextsAsync(Customer));
        Assert.Equal(["before", "closing", "after"], await TextsAsync(Seller));
    }

    [Fact]
    public async Task A_probe_completes_while_the_store_takes_writes()
    {
        var probe = Store.ProbeAsync();
        await probe.SoonAsync();

        Assert.True(probe.IsCompletedSuccessfully);
    }
}
