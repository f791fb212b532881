using KefuChat.Storage;
using KefuChat.Storage.Assignments;

namespace KefuChat.Support;

/// <summary>
/// Every hour: applies the stores' retention, and forgets sellers who were given to customers that never wrote.
/// </summary>
internal sealed partial class Housekeeping(
    Retention retention, IAssignmentStore assignments, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    /// <summary>Between two rounds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>How long a seller is kept for a customer who has not written.</summary>
    public static readonly TimeSpan UnusedLife = TimeSpan.FromHours(1);

    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, time, stoppingToken);
            await RunAsync(stoppingToken);
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            var reports = await retention.RunAsync(cancellation);
            var unused = await assignments.ForgetUnusedAsync(time.GetUtcNow().Subtract(UnusedLife).ToUnixTimeMilliseconds());
            foreach (var report in reports.Where(report => report.Messages + report.Files > 0))
            {
                LogExpired(report.Store, report.Messages, report.Files, report.Before);
            }

            if (unused > 0)
            {
                LogForgotten(unused);
            }
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // The next round finds it all again.
            LogFailed(e.Message, e is StorageUnavailableException ? null : e);
        }
    }

    [LoggerMessage(8101, LogLevel.Information, "Store {StoreId}: {Messages} messages and {Files} files from before {Before:u} were removed")]
    private partial void LogExpired(long storeId, int messages, int files, DateTimeOffset before);

    [LoggerMessage(8102, LogLevel.Debug, "{Count} assignments of customers who never wrote were forgotten")]
    private partial void LogForgotten(int count);

    [LoggerMessage(8103, LogLevel.Warning, "Housekeeping could not be done, and is tried again in an hour: {Reason}")]
    private partial void LogFailed(string reason, Exception? cause);
}
