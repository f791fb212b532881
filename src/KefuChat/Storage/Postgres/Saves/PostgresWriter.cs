using System.Threading.Channels;
using KefuChat.Protocol;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// Brings writes to the database in groups: whatever waits when it comes by shares a transaction, so nobody waits for more
/// than the commit in progress and the next. Answers are given behind it, in the order of the groups, by one loop, while
/// it is already at the next group. Safe to call from any thread.
/// </summary>
internal sealed partial class PostgresWriter : IAsyncDisposable
{
    /// <summary>More waiting than this is refused: a store so far behind is not available.</summary>
    private const int MostWaiting = 100_000;

    /// <summary>So many writes share a transaction at most: others wait for the locks of their queues.</summary>
    private const int MostInGroup = 2000;

    /// <summary>A group ends with the write that brings it to so many bytes.</summary>
    private const int GroupBytes = 4 * 1024 * 1024;

    private readonly PostgresDatabase _database;
    private readonly ILogger _logger;
    private readonly Channel<PostgresWrite> _waiting = Channel.CreateBounded<PostgresWrite>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly AnswerLoop _answers = new();
    private readonly Task _writing;
    private bool _failing;

    /// <summary>Begins to write.</summary>
    public PostgresWriter(PostgresDatabase database, ILogger logger)
    {
        _database = database;
        _logger = logger;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Puts a write behind those that wait. Answered later, always.</summary>
    public void Enqueue(PostgresWrite write)
    {
        if (!_waiting.Writer.TryWrite(write))
        {
            write.Refuse(new StorageUnavailableException(
                _waiting.Reader.Completion.IsCompleted || _writing.IsCompleted ? "the store is closed" : $"{MostWaiting} writes are waiting already"));
        }
    }

    /// <summary>Writes and answers what waits. Not from the continuation of a save: it waits for those.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
        await _answers.CompleteAsync();
    }

    private async Task WriteAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            await StoreAsync(Take());
        }
    }

    private List<PostgresWrite> Take()
    {
        var group = new List<PostgresWrite>();
        for (var bytes = 0; group.Count < MostInGroup && bytes < GroupBytes && _waiting.Reader.TryRead(out var write); bytes += write.Bytes)
        {
            group.Add(write);
        }

        return group;
    }

    private async Task StoreAsync(List<PostgresWrite> group)
    {
        try
        {
            await CommitAsync(group);
            Finish(group, failure: null);
        }
        catch (Exception e) when (PostgresFailure.IsOfData(e) && group.Count > 1)
        {
            // Only who wrote what cannot be stored shall hear so.
            await StoreAsync(group[..(group.Count / 2)]);
            await StoreAsync(group[(group.Count / 2)..]);
        }
        catch (Exception e)
        {
            Finish(group, _database.Failed(e));
        }
    }

    private async Task CommitAsync(List<PostgresWrite> group)
    {
        User[] users = [.. group.Select(write => write.Users.First).Concat(group.Select(write => write.Users.Second)).Distinct()];
        var ids = await _database.QueueIds.GetAsync(users);
        var queues = new Dictionary<User, long>(users.Zip(ids, KeyValuePair.Create));
        await _database.Transactions.RunAsync(async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var state = await PostgresGroupReader.ReadAsync(connection, queues, group);
            var planned = new PostgresGroup(state);
            group.ForEach(planned.Add);
            await PostgresGroupWriter.WriteAsync(connection, state, planned);
            return group.Count;
        });
    }

    private void Finish(List<PostgresWrite> group, StorageUnavailableException? failure)
    {
        if (failure is not null && !_failing)
        {
            LogFailing(failure);
        }
        else if (failure is null && _failing)
        {
            LogResumed();
        }

        _failing = failure is not null;
        _answers.Finish(group, failure);
    }

    [LoggerMessage(1021, LogLevel.Error, "PostgreSQL takes no writes; messages are refused with STORAGE_UNAVAILABLE until it does")]
    private partial void LogFailing(Exception cause);

    [LoggerMessage(1022, LogLevel.Information, "PostgreSQL takes writes again")]
    private partial void LogResumed();
}
