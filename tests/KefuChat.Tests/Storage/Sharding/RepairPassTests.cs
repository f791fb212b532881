using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Sharding;
using KefuChat.Tests.Time;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Sharding;

/// <summary>What a crash left in one of two shards.</summary>
public sealed class RepairPassTests : ShardTest, IRepairedMessages
{
    private readonly ManualTime _time = new();
    private readonly List<(string Text, SaveResult Result)> _repaired = [];

    void IRepairedMessages.Repaired(SaveRequest save, SaveResult result) => _repaired.Add((save.Message.Text(), result));

    [Fact]
    public async Task A_message_of_a_dead_gateway_reaches_its_senders_queue_once_and_in_order()
    {
        await SaveAsync(FromSeller("other's", customer: OtherCustomer));
        await SaveAsync(FromCustomer("0"));
        await SaveHalfAsync(FromCustomer("1", "u1"), FromCustomer("2", "u2"));
        Assert.Equal("0", await TextsAsync(Customer));
        var pass = Pass("red");

        Assert.Equal(0, await pass.RunAsync(CancellationToken.None));
        Assert.Equal(2, await pass.RunAsync(CancellationToken.None));
        Assert.Equal(0, await pass.RunAsync(CancellationToken.None));

        Assert.Equal("other's 0 1 2", await TextsAsync(Seller));
        Assert.Equal("0 1 2", await TextsAsync(Customer));
        Assert.Equal([("1", 3L, 2L), ("2", 4L, 3L)], _repaired.Select(told => (told.Text, told.Result.ReceiverKey, told.Result.SenderKey)));
        Assert.Equal(SaveStatus.Duplicate, (await SaveAsync(FromCustomer("1", "u1"))).Status);
    }

    [Fact]
    public async Task What_came_since_the_last_pass_may_be_under_way_and_is_left_alone()
    {
        var pass = Pass("red");
        await pass.RunAsync(CancellationToken.None);
        await SaveHalfAsync(FromCustomer("1", "u1"));

        Assert.Equal(0, await pass.RunAsync(CancellationToken.None));
        Assert.Equal("", await TextsAsync(Customer));

        Assert.Equal(1, await pass.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_customers_message_brings_an_assignment()
    {
        await SaveHalfAsync(FromCustomer("hello", "u"));
        await RunAsync("red", "green");

        Assert.Equal("hello", await TextsAsync(Customer));
        Assert.Equal(Seller.Uid, (await ShardNamed("green").Assignments.GetAsync(Shop, Customer))?.SellerId);
        Assert.Equal(Seller.Uid, (await ShardNamed("blue").Assignments.GetAsync(Shop, Customer))?.SellerId);
    }

    [Fact]
    public async Task Only_one_process_is_at_it_until_it_has_been_gone_for_a_while()
    {
        await SaveHalfAsync(FromCustomer("1", "u1"));
        var (first, second) = (Pass("red"), Pass("red"));
        Assert.NotNull(await first.RunAsync(CancellationToken.None));
        Assert.Null(await second.RunAsync(CancellationToken.None));

        _time.Advance(RepairPass.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(0, await second.RunAsync(CancellationToken.None));
        Assert.Null(await first.RunAsync(CancellationToken.None));
        Assert.Equal(1, await second.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task While_the_other_shard_is_away_it_is_tried_again()
    {
        await SaveHalfAsync(FromCustomer("1", "u1"));
        var pass = Pass("red");
        await pass.RunAsync(CancellationToken.None);

        Gate("green").IsClosed = true;
        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => pass.RunAsync(CancellationToken.None));
        Assert.Equal("group green does not store messages now", failure.Message);

        Gate("green").IsClosed = false;
        Assert.Equal(1, await pass.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_was_repaired_is_not_looked_at_again()
    {
        await SaveAsync(FromCustomer("1", "u1"));
        await RunAsync("red");
        await ShardNamed("green").Customers.EraseAsync(Customer, 1000).SoonAsync();

        await RunAsync("red");

        Assert.Equal("", await TextsAsync(Customer));
    }

    [Fact]
    public async Task Senders_of_one_shard_do_not_wait_for_those_of_another()
    {
        await SaveHalfAsync(FromCustomer("1", "u1", customer: OtherCustomer), FromCustomer("2", "u2"));
        Gate("blue").IsClosed = true;
        var pass = Pass("red");
        await pass.RunAsync(CancellationToken.None);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => pass.RunAsync(CancellationToken.None));

        Assert.Equal(("2", ""), (await TextsAsync(Customer), await TextsAsync(OtherCustomer)));
        Gate("blue").IsClosed = false;
        Assert.Equal(1, await pass.RunAsync(CancellationToken.None));
        Assert.Equal("1", await TextsAsync(OtherCustomer));
    }

    [Fact]
    public async Task A_merge_that_a_gateway_did_not_finish_is_finished_and_doubles_nothing()
    {
        await SaveAsync(FromCustomer("1", "u1", customer: OtherCustomer));
        await new PendingMerges(Shards).AddAsync(OtherCustomer, Customer);
        await ShardNamed("blue").Customers.MergeAsync(OtherCustomer, Customer).SoonAsync();
        var pass = Pass("red");
        await pass.RunAsync(CancellationToken.None);
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => pass.RunAsync(CancellationToken.None));
        Assert.Equal("the messages of visitor 7/1002 are being given to 7/1001", refused.Message);

        // The merges are in the first shard's hands.
        await RunAsync("blue");
        Assert.Equal(0, await pass.RunAsync(CancellationToken.None));
        await RunAsync("green", "red");

        Assert.Equal(("1", ""), (await TextsAsync(Customer), await TextsAsync(OtherCustomer)));
        Assert.Equal("1", await TextsAsync(Seller));
        Assert.Empty(await new PendingMerges(Shards).ListAsync());
    }

    [Fact]
    public async Task A_clock_far_ahead_does_not_hold_it_for_long()
    {
        var ahead = new ManualTime();
        ahead.Advance(TimeSpan.FromHours(1));
        await new RepairPass(ShardNamed("red"), Shards, Spread, Customers, "ahead", this, ahead).RunAsync(CancellationToken.None);

        Assert.NotNull(await Pass("red").RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_assignment_that_the_other_shards_have_not_heard_of_is_told()
    {
        var green = ShardNamed("green").Assignments;
        await green.ClaimAsync(new ClaimRequest(Shop, Customer, [Seller.Uid], [], Now())).SoonAsync();
        await RunAsync("green");
        Assert.True((await ShardNamed("red").Assignments.GetAsync(Shop, Customer))?.IsOpen);

        await green.ChangeAsync(new AssignmentChange(Shop, Customer, Seller.Uid, Seller.Uid, IsOpen: false, Now())).SoonAsync();
        await RunAsync("green");

        Assert.False((await ShardNamed("red").Assignments.GetAsync(Shop, Customer))?.IsOpen);
        Assert.False((await ShardNamed("blue").Assignments.GetAsync(Shop, Customer))?.IsOpen);
    }

    private RepairPass Pass(string shard) => new(ShardNamed(shard), Shards, Spread, Customers, Guid.NewGuid().ToString(), this, _time);

    /// <summary>Two passes, of a process of its own each: what the first sees the second repairs.</summary>
    private async Task RunAsync(params string[] shards)
    {
        foreach (var shard in shards)
        {
            _time.Advance(RepairPass.Lease + TimeSpan.FromSeconds(1));
            var pass = Pass(shard);
            await pass.RunAsync(CancellationToken.None);
            await pass.RunAsync(CancellationToken.None);
        }
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The first step only, of messages to the seller: then the gateway dies.</summary>
    private async Task SaveHalfAsync(params SaveRequest[] requests)
    {
        foreach (var request in requests)
        {
            Assert.Equal(SaveStatus.Stored, (await ShardNamed("red").Messages.SaveAsync(request with { IsCopy = true }).SoonAsync()).Status);
        }
    }
}
