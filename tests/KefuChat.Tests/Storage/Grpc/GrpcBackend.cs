using KefuChat.Storage;
using KefuChat.Storage.Grpc;
using KefuChat.Tests.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>A SQLite store behind a node of its own, asked over HTTP/2.</summary>
public sealed class GrpcBackend : MessageStoreBackend
{
    private readonly SqliteBackend _sqlite = new();
    private IMessageStore? _behind;
    private ImsHost? _host;

    public override ValueTask DisposeAsync() => _sqlite.DisposeAsync();

    internal override async ValueTask<IMessageStore> OpenAsync()
    {
        _behind = await _sqlite.OpenAsync();
        _host = await ImsHost.StartAsync(_behind, ((IStoreIdentity)_behind).Id);
        return new GrpcMessageStore([_host.Address], ImsHost.Connect, TimeProvider.System, NullLogger<GrpcMessageStore>.Instance);
    }

    internal override async ValueTask CloseAsync(IMessageStore store)
    {
        await ((GrpcMessageStore)store).DisposeAsync();
        if (_host is not null && _behind is not null)
        {
            await _host.DisposeAsync();
            await _sqlite.CloseAsync(_behind);
        }
    }
}
