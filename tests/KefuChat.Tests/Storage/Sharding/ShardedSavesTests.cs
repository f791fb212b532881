using KefuChat.Protocol;
using KefuChat.Storage;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Sharding;

/// <summary>A message whose two live in different shards: what is answered, and what is left where, when a step fails.</summary>
public sealed class ShardedSavesTests : ShardTest
{
    [Fact]
    public async Task It_is_refused_until_both_shards_have_it_and_then_stored_once()
    {
        Gate("red").IsClosed = true;
        Assert.Equal(SaveStatus.Unavailable, (await SaveAsync(FromCustomer("1", "u", at: Noon))).Status);

        Gate("red").IsClosed = false;
        var again = await SaveAsync(FromCustomer("1", "u", at: Noon + 5000));

        Assert.Equal(new SaveResult(SaveStatus.Stored, 1, 1, Noon), again);
        Assert.Equal(SaveStatus.Duplicate, (await SaveAsync(FromCustomer("1", "u"))).Status);
        Assert.Equal(("1", "1"), (await TextsAsync(Customer), await TextsAsync(Seller)));
        Assert.Equal(Noon, Assert.Single(await Store.ReadQueueAsync(Seller)).Message.TimestampMs);
    }

    [Fact]
    public async Task Refused_by_the_senders_shard_it_is_in_none()
    {
        Gate("green").IsClosed = true;

        Assert.Equal(SaveStatus.Unavailable, (await SaveAsync(FromCustomer("1", "u"))).Status);

        Assert.Equal(("", ""), (await TextsAsync(Customer), await TextsAsync(Seller)));
    }

    [Fact]
    public async Task None_overtakes_one_that_did_not_reach_the_receiver()
    {
        var opening = new TaskCompletionSource();
        Gate("red").Opening = opening.Task;
        Gate("red").IsClosed = true;
        var first = Store.SaveAsync(FromCustomer("1", "u1"));

        // The receiver's shard takes messages again just as the first has been refused, and the second is on its way.
        var second = Store.SaveAsync(FromCustomer("2", "u2"));
        _ = first.ContinueWith(_ => Gate("red").IsClosed = false, TaskScheduler.Default);
        opening.SetResult();
        var results = await Task.WhenAll(first, second).SoonAsync();

        Assert.All(results, result => Assert.Equal(SaveStatus.Unavailable, result.Status));
        Gate("red").IsClosed = false;
        await SaveAsync(FromCustomer("1", "u1"));
        await SaveAsync(FromCustomer("2", "u2"));
        Assert.Equal("1 2", await TextsAsync(Customer));
        Assert.Equal("1 2", await TextsAsync(Seller));
    }

    [Fact]
    public async Task Answers_keep_the_senders_order_whichever_shards_messages_take()
    {
        var opening = new TaskCompletionSource();
        Gate("red").Opening = opening.Task;
        var answered = new List<string>();
        var slow = AnswerAsync(FromCustomer("to red"));
        var quick = AnswerAsync(FromCustomer("to himself", seller: new User(1, 11)));

        // The second is stored in the customer's own shard, where its seller lives too.
        await WaitForAsync(async () => (await Store.LatestKeysAsync([new User(1, 11)]))[0] == 1);
        Assert.Empty(answered);
        opening.SetResult();
        await Task.WhenAll(slow, quick).SoonAsync();

        Assert.Equal(["to red", "to himself"], answered);

        async Task AnswerAsync(SaveRequest request)
        {
            Assert.Equal(SaveStatus.Stored, (await Store.SaveAsync(request)).Status);
            answered.Add(request.Message.Text());
        }
    }

    [Fact]
    public async Task Without_a_uuid_it_is_stored_as_often_as_it_is_saved()
    {
        await SaveAsync(FromCustomer("1"));
        await SaveAsync(FromCustomer("1"));

        Assert.Equal(("1 1", "1 1"), (await TextsAsync(Customer), await TextsAsync(Seller)));
    }

    [Fact]
    public async Task A_probe_names_the_group_that_does_not_store()
    {
        await Store.ProbeAsync();
        Gate("blue").IsClosed = true;

        Assert.Equal("group blue: closed", (await Assert.ThrowsAsync<StorageUnavailableException>(Store.ProbeAsync)).Message);
    }

    private static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (!await condition())
        {
            await Task.Delay(1, patience.Token);
        }
    }
}
