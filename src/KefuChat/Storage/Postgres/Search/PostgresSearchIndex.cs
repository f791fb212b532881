namespace KefuChat.Storage.Postgres;

/// <summary>
/// Fills the search index behind the saves, every <see cref="Period"/>, so that no save waits for it. Every node tries; one
/// at a time does. What is not yet in it, a search looks at directly.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears when filling begins to fail.</param>
internal sealed partial class PostgresSearchIndex(PostgresDatabase database, TimeProvider time, ILogger<PostgresSearchIndex> logger) : BackgroundService
{
    /// <summary>How often it is filled. Unless storing a message takes longer than that, none waits for more than two of these.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly PostgresMessageHorizon _horizon = new(database);
    private readonly ILogger _logger = logger;
    private bool _failing;

    /// <summary>Takes in what there is, up to the horizon.</summary>
    /// <exception cref="StorageUnavailableException">It was not all taken in.</exception>
    public async Task FillAsync(CancellationToken stoppingToken)
    {
        var horizon = await _horizon.LookAsync();
        while (!stoppingToken.IsCancellationRequested
            && await database.UpdateAsync(transaction => PostgresSearchBatch.TakeInAsync(transaction, horizon)) > 0)
        {
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Period, time, stoppingToken);
            try
            {
                await FillAsync(stoppingToken);
                _failing = false;
            }
            catch (StorageUnavailableException e)
            {
                _horizon.Forget();
                if (!_failing)
                {
                    _failing = true;
                    LogFailing(e);
                }
            }
        }
    }

    [LoggerMessage(1033, LogLevel.Warning, "Messages cannot be indexed for searching now; it is tried again and again")]
    private partial void LogFailing(Exception cause);
}
