using KefuChat.Storage.Customers;

namespace KefuChat.Storage.Sharding;

/// <summary>Goes over the shards again and again, and repairs what a crash left in one of two shards.</summary>
internal sealed partial class ShardRepair : BackgroundService
{
    /// <summary>Between two rounds: what is under way has that long to arrive by itself.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<(Shard Shard, RepairPass Pass)> _passes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HashSet<Shard> _failing = [];

    /// <summary>Repairs these shards.</summary>
    /// <param name="shards">All of them.</param>
    /// <param name="assignments">Tells assignments.</param>
    /// <param name="customers">Finishes merges.</param>
    /// <param name="messages">Hears of what was repaired.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of what was missing, and of what cannot be repaired now.</param>
    public ShardRepair(
        ShardMap shards,
        AssignmentSpread assignments,
        ICustomerDataStore customers,
        IRepairedMessages messages,
        TimeProvider time,
        ILogger<ShardRepair> logger)
    {
        var owner = Guid.NewGuid().ToString("N");
        _passes = [.. shards.All.Select(shard => (shard, new RepairPass(shard, shards, assignments, customers, owner, messages, time)))];
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, _time, stoppingToken);
            await Task.WhenAll(_passes.Select(pass => RunAsync(pass.Shard, pass.Pass, stoppingToken)));
        }
    }

    private async Task RunAsync(Shard shard, RepairPass pass, CancellationToken cancellation)
    {
        try
        {
            if (await pass.RunAsync(cancellation) is > 0 and var count)
            {
                LogRepaired(shard.Name, count);
            }

            Tell(shard, null);
        }
        catch (Exception e)
        {
            // The next round finds it all again.
            Tell(shard, e);
        }
    }

    private void Tell(Shard shard, Exception? failure)
    {
        lock (_failing)
        {
            if (failure is null)
            {
                _failing.Remove(shard);
            }
            else if (_failing.Add(shard))
            {
                LogFailing(shard.Name, failure.Message, failure is StorageUnavailableException ? null : failure);
            }
        }
    }

    [LoggerMessage(1121, LogLevel.Warning, "{Count} messages to users of group {Group} had not reached their senders' groups; they have now")]
    private partial void LogRepaired(string group, int count);

    [LoggerMessage(1122, LogLevel.Warning, "What a crash may have cut short in group {Group} cannot be looked for now: {Reason}; it is tried again and again")]
    private partial void LogFailing(string group, string reason, Exception? cause);
}
