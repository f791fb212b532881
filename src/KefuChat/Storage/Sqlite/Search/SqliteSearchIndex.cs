using KefuChat.Protocol;
using KefuChat.Storage.Search;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// Finds messages by their words. The index lies in a file of its own beside the store and is filled from it, by readers,
/// so that a save never waits for it: before a search, and every <see cref="Period"/>. It may be deleted at any time. What
/// it finds is looked up in the store: it never gives away what is not in the asking user's queue. Safe to call from any thread.
/// </summary>
internal sealed partial class SqliteSearchIndex : IDisposable
{
    /// <summary>How long a message waits at most to be indexed when nobody searches.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>So many messages go into one transaction; a search waits for no more than one of the loop's.</summary>
    private const int Batch = 1000;

    /// <summary>A search first indexes so many messages: about a second's work. One that is further behind answers without the rest.</summary>
    private const int MostBeforeSearch = 20_000;

    private readonly string _path;
    private readonly SqliteDatabase _database;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private SqliteSearchWords? _words;
    private bool _failing;

    /// <summary>Begins to index. The file is opened with the first use.</summary>
    /// <param name="path">The file's path, in an existing directory.</param>
    /// <param name="database">The store it belongs to, which outlives it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears when indexing fails, and when it is thrown away and made anew.</param>
    public SqliteSearchIndex(string path, SqliteDatabase database, TimeProvider time, ILogger<SqliteSearchIndex> logger)
    {
        _path = path;
        _database = database;
        _logger = logger;
        _time = time;
        _running = Task.Run(RunAsync);
    }

    /// <summary><see cref="Conversations.IConversationStore.SearchAsync"/>.</summary>
    public async ValueTask<SyncPage> SearchAsync(User user, string text, long beforeKey, int limit)
    {
        var question = new SearchQuestion(text);
        if (question.Tokens.Count == 0)
        {
            return new SyncPage([], HasMore: false);
        }

        await _database.SettleAsync();
        return await UseAsync(async words =>
        {
            for (var indexed = 0; indexed < MostBeforeSearch && await words.CatchUpAsync(Batch) is var count and > 0;)
            {
                indexed += count;
            }

            return _database.Read(reader => SqliteSearch.Find(reader.Connection, words, user, question, beforeKey, limit));
        });
    }

    /// <summary>Ends the loop and closes the file.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _running.Wait();
        _gate.Wait();
        _words?.Dispose();
        _words = null;
        _gate.Release();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Task.Delay(Period, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                // Let go between batches, so that searches get in.
                while (!_stopping.IsCancellationRequested && await UseAsync(words => words.CatchUpAsync(Batch)) > 0)
                {
                }

                _failing = false;
            }
            catch (StorageUnavailableException e)
            {
                if (!_failing && !_stopping.IsCancellationRequested)
                {
                    _failing = true;
                    LogFailing(e);
                }
            }
        }
    }

    private async Task<T> UseAsync<T>(Func<SqliteSearchWords, Task<T>> use)
    {
        await _gate.WaitAsync();
        try
        {
            if (_stopping.IsCancellationRequested)
            {
                throw new StorageUnavailableException("the store is closed");
            }

            _words ??= new SqliteSearchWords(_path, _database);
            return await use(_words);
        }
        catch (StorageUnavailableException e)
        {
            Close(e.InnerException);
            throw;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            Close(e);
            throw new StorageUnavailableException($"the search index cannot be used: {e.Message}", e);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Opened anew with the next use; without what was in it, where that is damaged.</summary>
    private void Close(Exception? cause)
    {
        _words?.Dispose();
        _words = null;
        if (cause is SqliteException damage && SqliteSearchFile.IsDamage(damage))
        {
            LogDamaged(cause);
            SqliteSearchFile.Delete(_path);
        }
    }

    [LoggerMessage(1004, LogLevel.Warning, "Messages cannot be indexed for searching now; it is tried again and again")]
    private partial void LogFailing(Exception cause);

    [LoggerMessage(1005, LogLevel.Warning, "The search index is damaged; it is made anew")]
    private partial void LogDamaged(Exception cause);
}
