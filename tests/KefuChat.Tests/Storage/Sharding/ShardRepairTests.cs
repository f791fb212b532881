using KefuChat.Storage;
using KefuChat.Storage.Sharding;
using KefuChat.Tests.Time;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Sharding;

/// <summary>The rounds of the repair, and what they say.</summary>
public sealed class ShardRepairTests : ShardTest, IRepairedMessages
{
    private readonly ManualTime _time = new();
    private readonly CollectingLogger<ShardRepair> _log = new();
    private readonly TaskCompletionSource _repaired = new();

    void IRepairedMessages.Repaired(SaveRequest save, SaveResult result) => _repaired.TrySetResult();

    [Fact]
    public async Task Round_after_round_it_looks_and_tells_what_it_found()
    {
        await ShardNamed("red").Messages.SaveAsync(FromCustomer("half", "u") with { IsCopy = true }).SoonAsync();
        using var repair = new ShardRepair(Shards, Spread, Customers, this, _time, _log);
        await repair.StartAsync(CancellationToken.None);

        await RoundsUntilAsync(() => _repaired.Task.IsCompleted && _log.Events.Count > 0);

        Assert.Equal("half", await TextsAsync(Customer));
        Assert.Equal(
            "1 messages to users of group red had not reached their senders' groups; they have now", Assert.Single(_log.Entries).Text);
        await repair.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_once_and_done_later()
    {
        await ShardNamed("red").Messages.SaveAsync(FromCustomer("half", "u") with { IsCopy = true }).SoonAsync();
        Gate("green").IsClosed = true;
        using var repair = new ShardRepair(Shards, Spread, Customers, this, _time, _log);
        await repair.StartAsync(CancellationToken.None);
        await RoundsUntilAsync(() => _log.Events.Contains(1122));

        Gate("green").IsClosed = false;
        await RoundsUntilAsync(() => _log.Events.Contains(1121));

        Assert.Single(_log.Events, id => id == 1122);
        Assert.Equal("half", await TextsAsync(Customer));
        await repair.StopAsync(CancellationToken.None);
    }

    private async Task RoundsUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (!condition())
        {
            _time.Advance(ShardRepair.Interval);
            await Task.Delay(2, patience.Token);
        }
    }
}
