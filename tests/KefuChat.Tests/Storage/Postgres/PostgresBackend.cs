using KefuChat.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>PostgreSQL stores in a schema of their own.</summary>
/// <param name="connectionString">How it is reached; null for a new one.</param>
/// <param name="isIndexed">Whether a search finds all messages in the index; otherwise none is there.</param>
public sealed class PostgresBackend(string? connectionString = null, bool isIndexed = false) : StoreBackend
{
    private string? _connectionString = connectionString;
    private PostgresDatabase? _database;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal override async ValueTask<Stores> OpenAsync()
    {
        _connectionString ??= await SharedPostgres.NewSchemaAsync();
        _database = await PostgresDatabase.OpenAsync(_connectionString, TimeProvider.System);
        var messages = new PostgresMessageStore(_database, NullLogger<PostgresMessageStore>.Instance);
        return new Stores(messages, isIndexed ? new IndexedConversations(_database) : new PostgresConversationStore(_database))
        {
            Documents = new PostgresDocumentStore(_database),
            Assignments = new PostgresAssignmentStore(_database),
            Customers = new PostgresCustomerDataStore(_database),
            Shards = new PostgresShardStore(_database),
        };
    }

    internal override async ValueTask CloseAsync(Stores stores)
    {
        await ((PostgresMessageStore)stores.Messages).DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
