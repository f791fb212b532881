using KefuChat.Storage;
using KefuChat.Storage.Grpc;
using KefuChat.Tests.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>SQLite stores behind a node of their own, asked over HTTP/2.</summary>
public sealed class GrpcBackend : StoreBackend
{
    private readonly SqliteBackend _sqlite = new();
    private Stores? _behind;
    private ImsHost? _host;

    public override ValueTask DisposeAsync() => _sqlite.DisposeAsync();

    internal override async ValueTask<Stores> OpenAsync()
    {
        _behind = await _sqlite.OpenAsync();
        _host = await ImsHost.StartAsync(_behind, ((IStoreIdentity)_behind.Messages).Id);
        var messages = new GrpcMessageStore([_host.Address], ImsHost.Connect, TimeProvider.System, NullLogger<GrpcMessageStore>.Instance);
        return new Stores(messages, new GrpcConversationStore(messages.Calls))
        {
            Documents = new GrpcDocumentStore(messages.Calls),
            Assignments = new GrpcAssignmentStore(messages.Calls),
            Customers = new GrpcCustomerDataStore(messages.Calls),
            Shards = new GrpcShardStore(messages.Calls),
        };
    }

    internal override async ValueTask CloseAsync(Stores stores)
    {
        await ((GrpcMessageStore)stores.Messages).DisposeAsync();
        if (_host is not null && _behind is not null)
        {
            await _host.DisposeAsync();
            await _sqlite.CloseAsync(_behind);
        }
    }
}
