using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Sqlite;
using KefuChat.Tests.Time;
using Microsoft.Data.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A test of what is SQLite's own: a store in a directory of its own, and a way to its file beside it.</summary>
public abstract class SqliteTest : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private SqliteMessageStore? _store;
    private SqliteSearchIndex? _search;

    /// <summary>The store's file.</summary>
    private protected string File => _directory.File("kefu.db");

    private protected CollectingLogger<SqliteMessageStore> Log { get; } = new();

    /// <summary>The store, opened when it is first asked for.</summary>
    private protected SqliteMessageStore Store => _store ??= Open();

    /// <summary>The file of the search index.</summary>
    private protected string SearchFile => _directory.File("kefu-search.db");

    private protected CollectingLogger<SqliteSearchIndex> SearchLog { get; } = new();

    /// <summary>The clock of the store: what it has acknowledged is committed when this is moved, or when someone reads it.</summary>
    private protected ManualTime StoreTime { get; } = new();

    /// <summary>The clock of what runs now and then.</summary>
    private protected ManualTime Time { get; } = new();

    /// <summary>The store's messages as conversations.</summary>
    private protected SqliteConversationStore Conversations => new(
        Store.Database, _search ??= new SqliteSearchIndex(SearchFile, Store.Database, Time, SearchLog));

    /// <summary>The writer's own connection, with nothing uncommitted. Only while it has nothing to write.</summary>
    private protected SqliteConnection WritersConnection
    {
        get
        {
            Settle();
            return Assert.IsType<SqliteWriteSession>(Store.Database.Writer.Session).Connection;
        }
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Close();
        _directory.Dispose();
    }

    /// <summary>Closes the store; it is opened again when it is next asked for.</summary>
    private protected void Close()
    {
        _search?.Dispose();
        _search = null;
        _store?.Dispose();
        _store = null;
    }

    /// <summary>Another store on the same file.</summary>
    private protected SqliteMessageStore Open() => new(File, StoreTime, Log);

    /// <summary>A connection to the file that is not the store's; it sees what the store has acknowledged.</summary>
    private protected SqliteConnection Connect()
    {
        Settle();
        return Connect(File);
    }

    private protected static SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>What the open store has acknowledged is committed.</summary>
    private protected void Settle() => _store?.Database.SettleAsync().WaitAsync(Waiting.Patience).GetAwaiter().GetResult();

    private protected async Task<SaveStatus> SaveAsync(SaveRequest request) => (await Store.SaveAsync(request).SoonAsync()).Status;

    /// <summary>Both queues hold the customer's messages 1, 2, … under these keys, and nothing else.</summary>
    private protected async Task HoldsNumberedAsync(int count)
    {
        var expected = Enumerable.Range(1, count).Select(i => ((long)i, i.ToString(CultureInfo.InvariantCulture)));
        foreach (var user in (User[])[Chat.Customer, Chat.Seller])
        {
            var queue = await Store.ReadQueueAsync(user);
            Assert.Equal(expected, queue.Select(entry => (entry.SyncKey, entry.Message.Text())));
        }
    }
}
