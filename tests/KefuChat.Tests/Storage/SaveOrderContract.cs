using System.Collections.Concurrent;
using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Storage;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>The order of calls is the order of the queues and of the answers; however many call at once, no key is missing.</summary>
public abstract class SaveOrderContract(StoreBackend backend) : StoreContract(backend)
{
    private const int Savers = 8;
    private const int SavesEach = 60;

    [Fact]
    public async Task Saves_that_do_not_wait_for_each_other_are_stored_in_the_order_of_the_calls()
    {
        var results = await SaveAsync(Numbered(500));

        Assert.Equal(Enumerable.Range(1, 500).Select(key => (long)key), results.Select(result => result.ReceiverKey));
        Assert.Equal(Numbered(500).Select(request => request.Message.Text()), await TextsAsync(Seller));
        Assert.Equal(await TextsAsync(Seller), await TextsAsync(Customer));
    }

    [Fact]
    public async Task Saves_complete_in_the_order_of_the_calls()
    {
        var completed = new ConcurrentQueue<int>();
        var saves = Enumerable.Range(0, 500).Select(i => Store
            .SaveAsync(FromCustomer("hi", uuid: i % 3 == 0 ? "the same" : "", seller: i % 2 == 0 ? Seller : OtherSeller))
            .ContinueWith(
                _ => completed.Enqueue(i),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default));

        await Task.WhenAll(saves).SoonAsync();

        Assert.Equal(Enumerable.Range(0, 500), completed);
    }

    [Fact]
    public async Task Many_savers_at_once_leave_no_gap_and_get_the_keys_their_messages_are_stored_under()
    {
        var saved = await SaveFromManyThreadsAsync();

        foreach (var user in (User[])[Customer, OtherCustomer, Seller, OtherSeller])
        {
            await TextsAsync(user);
            var answered = saved
                .Where(save => save.Request.Sender == user || save.Request.Receiver == user)
                .Select(save => (
                    Key: save.Request.Sender == user ? save.Result.SenderKey : save.Result.ReceiverKey,
                    Text: save.Request.Message.Text()))
                .OrderBy(save => save.Key);
            Assert.Equal(answered, (await QueueAsync(user)).Select(entry => (entry.SyncKey, entry.Message.Text())));
        }
    }

    [Fact]
    public async Task Each_of_many_savers_finds_its_messages_in_its_own_order()
    {
        var saved = await SaveFromManyThreadsAsync();

        foreach (var saver in saved.GroupBy(save => save.Request.SenderDevice))
        {
            foreach (var queue in saver.GroupBy(save => (save.Request.Sender, save.Request.Receiver)))
            {
                var own = (await QueueAsync(queue.Key.Receiver))
                    .Where(entry => entry.SenderDevice == saver.Key && entry.Message.Sender(Seller.AppId) == queue.Key.Sender);
                Assert.Equal(queue.Select(save => save.Request.Message.Text()), own.Texts());
            }
        }
    }

    [Fact]
    public async Task A_reader_beside_the_savers_never_sees_a_gap()
    {
        var savers = SaveFromManyThreadsAsync();
        var newest = 0L;
        do
        {
            var queue = await QueueAsync(Seller);
            Assert.Equal(Enumerable.Range(1, queue.Count).Select(key => (long)key), queue.Select(entry => entry.SyncKey));
            Assert.True(queue.Count >= newest, "a message that was there has gone");
            newest = (await Store.LatestKeysAsync([Seller]))[0];
            Assert.True(newest >= queue.Count, "the newest key lags behind the queue");
        }
        while (!savers.IsCompleted);

        Assert.Equal(Savers * SavesEach, (await savers).Count);
    }

    /// <summary>Customers and sellers write to each other; gives each saver's saves in its order.</summary>
    private async Task<IReadOnlyList<(SaveRequest Request, SaveResult Result)>> SaveFromManyThreadsAsync()
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var savers = Enumerable.Range(0, Savers).Select(saver => Task.Run(async () =>
        {
            await start.Task;
            var requests = Enumerable.Range(0, SavesEach).Select(i => Request(saver, i)).ToArray();
            var results = await SaveAsync(requests);
            return requests.Zip(results);
        })).ToArray();
        start.SetResult();
        return [.. (await Task.WhenAll(savers).SoonAsync()).SelectMany(saves => saves)];
    }

    private static SaveRequest Request(int saver, int i)
    {
        var customer = (saver & 1) == 0 ? Customer : OtherCustomer;
        var seller = (i & 1) == 0 ? Seller : OtherSeller;
        var text = string.Create(CultureInfo.InvariantCulture, $"{saver}: {i}");
        var request = (saver & 2) == 0
            ? FromCustomer(text, customer: customer, seller: seller)
            : FromSeller(text, customer: customer, seller: seller);
        return request with { SenderDevice = saver.ToString(CultureInfo.InvariantCulture) };
    }
}
