using KefuChat.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>PostgreSQL stores in a schema of their own.</summary>
/// <param name="connectionString">How it is reached; null for one that other tests use before and after.</param>
/// <param name="isIndexed">Whether a search finds all messages in the index; otherwise none is there.</param>
public sealed class PostgresBackend(string? connectionString = null, bool isIndexed = false) : StoreBackend
{
    private string? _place;
    private PostgresDatabase? _database;

    public override async ValueTask DisposeAsync()
    {
        if (_place is not null)
        {
            await PostgresSchemas.GiveBackAsync(_place);
        }
    }

    internal override async ValueTask<Stores> OpenAsync()
    {
        _database = await PostgresDatabase.OpenAsync(
            connectionString ?? (_place ??= await PostgresSchemas.TakeAsync()), TimeProvider.System);
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
