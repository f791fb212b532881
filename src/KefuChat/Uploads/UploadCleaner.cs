namespace KefuChat.Uploads;

/// <summary>
/// Removes, at start and every hour, what uploads left behind that never became files: their process died. What is
/// younger than an hour may still be written, by another process over the same directory, too.
/// </summary>
internal sealed partial class UploadCleaner(FileLayout layout, TimeProvider time, ILogger<UploadCleaner> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Clean(stoppingToken);
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Clean(CancellationToken stopping)
    {
        var removed = 0;
        try
        {
            foreach (var path in layout.Conversations().TakeWhile(_ => !stopping.IsCancellationRequested).SelectMany(layout.LeftoversOf).Where(IsOld))
            {
                File.Delete(path);
                removed++;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFailed(e.Message);
        }

        if (removed > 0)
        {
            LogRemoved(removed);
        }
    }

    private bool IsOld(string path) => time.GetUtcNow() - File.GetLastWriteTimeUtc(path) >= Interval;

    [LoggerMessage(9101, LogLevel.Information, "{Count} leftovers of uploads that were never finished are removed")]
    private partial void LogRemoved(int count);

    [LoggerMessage(9102, LogLevel.Warning, "Leftovers of uploads could not be removed: {Reason}; it is tried again in an hour")]
    private partial void LogFailed(string reason);
}
