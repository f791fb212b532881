using KefuChat.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>SQLite stores in a directory of their own.</summary>
public sealed class SqliteBackend : StoreBackend
{
    private readonly TemporaryDirectory _directory = new();
    private SqliteSearchIndex? _search;

    public override ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    internal override ValueTask<Stores> OpenAsync()
    {
        var messages = new SqliteMessageStore(_directory.File("kefu.db"), TimeProvider.System, NullLogger<SqliteMessageStore>.Instance);
        _search = new SqliteSearchIndex(
            _directory.File("kefu-search.db"), messages.Database, TimeProvider.System, NullLogger<SqliteSearchIndex>.Instance);
        return new(new Stores(messages, new SqliteConversationStore(messages.Database, _search))
        {
            Documents = new SqliteDocumentStore(messages.Database),
            Assignments = new SqliteAssignmentStore(messages.Database),
            Customers = new SqliteCustomerDataStore(messages.Database),
            Shards = new SqliteShardStore(messages.Database),
        });
    }

    internal override ValueTask CloseAsync(Stores stores)
    {
        _search?.Dispose();
        ((SqliteMessageStore)stores.Messages).Dispose();
        return ValueTask.CompletedTask;
    }
}
