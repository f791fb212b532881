using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
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
    public async Task A_message_of_a_dead_gateway_reaches_its_receiver_once_and_in_order()
    {
        await SaveAsync(FromCustomer("0"));
        await SaveHalfAsync(FromCustomer("1", "u1"), FromCustomer("2", "u2"));
        Assert.Equal("0", await TextsAsync(Seller));
        var pass = Pass("green");

        Assert.Equal(0, await pass.RunAsync(CancellationToken.None));
        Assert.Equal(2, await pass.RunAsync(CancellationToken.None));
        Assert.Equal(0, await pass.RunAsync(CancellationToken.None));

        Assert.Equal("0 1 2", await TextsAsync(Seller));
        Assert.Equal("0 1 2", await TextsAsync(Customer));
        Assert.Equal([("1", 2L, 2L), ("2", 3L, 3L)], _repaired.Select(told => (told.Text, told.Result.ReceiverKey, told.Result.SenderKey)));
        Assert.Equal(SaveStatus.Duplicate, (await SaveAsync(FromCustomer("1", "u1"))).Status);
    }

    [Fact]
    public async Task What_came_since_the_last_pass_may_be_under_way_and_is_left_alone()
    {
        var pass = Pass("green");
        await pass.RunAsync(CancellationToken.None);
        await SaveHalfAsync(FromCustomer("1", "u1"));

        Assert.Equal(0, await pass.RunAsync(CancellationToken.None));
        Assert.Equal("", await TextsAsync(Seller));

        Assert.Equal(1, await pass.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_sellers_message_brings_the_customer_an_assignment()
    {
        var request = FromSeller("hello", "u");
        await ShardNamed("red").Messages.SaveAsync(request with { IsCopy = true }).SoonAsync();
        await RunAsync("red", "green");

        Assert.Equal("hello", await TextsAsync(Customer));
        Assert.Equal(Seller.Uid, (await ShardNamed("green").Assignments.GetAsync(Shop, Customer))?.SellerId);
        Assert.Equal(Seller.Uid, (await ShardNamed("blue").Assignments.GetAsync(Shop, Customer))?.SellerId);
    }

    [Fact]
    public async Task Only_one_process_is_at_it_until_it_has_been_gone_for_a_while()
    {
        await SaveHalfAsync(FromCustomer("1", "u1"));
        var (first, second) = (Pass("green"), Pass("green"));
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
        var pass = Pass("green");
        await pass.RunAsync(CancellationToken.None);

        Gate("red").IsClosed = true;
        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => pass.RunAsync(CancellationToken.None));
        Assert.Equal("group red does not store messages now", failure.Message);

        Gate("red").IsClosed = false;
        Assert.Equal(1, await pass.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_was_repaired_is_not_looked_at_again()
    {
        await SaveAsync(FromCustomer("1", "u1"));
        await RunAsync("green");
        await ShardNamed("red").Customers.EraseAsync(Customer, 1000).SoonAsync();

        await RunAsync("green");

        Assert.Equal("", await TextsAsync(Seller));
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

    private RepairPass Pass(string shard) => new(ShardNamed(shard), Shards, Guid.NewGuid().ToString(), this, _time);

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

    /// <summary>The first step only: then the gateway dies.</summary>
    private async Task SaveHalfAsync(params SaveRequest[] requests)
    {
        foreach (var request in requests)
        {
            Assert.Equal(SaveStatus.Stored, (await ShardNamed("green").Messages.SaveAsync(request).SoonAsync()).Status);
        }
    }
}
