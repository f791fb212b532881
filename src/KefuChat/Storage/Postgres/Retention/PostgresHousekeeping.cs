namespace KefuChat.Storage.Postgres;

/// <summary>At the start and every hour: makes the tables of the next month, and drops those of the months that are kept no longer.</summary>
/// <param name="database">The database.</param>
/// <param name="retentionDays">After how many days; 0 for never.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears what was dropped, and what could not be done.</param>
internal sealed partial class PostgresHousekeeping(
    PostgresDatabase database, int retentionDays, TimeProvider time, ILogger<PostgresHousekeeping> logger) : BackgroundService
{
    /// <summary>Between two rounds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly PostgresRetention _retention = new(database);
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await RunAsync();
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await database.UpdateAsync(async transaction =>
            {
                await PostgresSchema.LockAsync(transaction.Connection);
                await transaction.Connection.ExecuteAsync(PostgresPartitions.SetPatience);
                await PostgresPartitions.PrepareAsync(transaction.Connection);
                return true;
            });
            var before = time.GetUtcNow().AddDays(-retentionDays);
            if (retentionDays > 0 && await _retention.RunAsync(before) is var dropped and > 0)
            {
                LogDropped(dropped, before);
            }
        }
        catch (Exception e)
        {
            // The next round finds it all again.
            LogFailed(e.Message, e is StorageUnavailableException ? null : e);
        }
    }

    [LoggerMessage(1031, LogLevel.Information, "{Months} months of messages from before {Before:u} were dropped")]
    private partial void LogDropped(int months, DateTimeOffset before);

    [LoggerMessage(1032, LogLevel.Warning, "The tables of the months could not be looked after, which is tried again in an hour: {Reason}")]
    private partial void LogFailed(string reason, Exception? cause);
}
