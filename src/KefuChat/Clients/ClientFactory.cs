using KefuChat.Authentication;
using KefuChat.Configuration;
using KefuChat.Connections;
using KefuChat.Storage;
using KefuChat.Support;
using KefuChat.Telemetry;
using Microsoft.Extensions.Options;

namespace KefuChat.Clients;

/// <summary>Makes the client of each new connection.</summary>
internal sealed class ClientFactory(
    IMessageStore store,
    MessageServices services,
    ConnectionRegistry registry,
    Tokens tokens,
    IOptions<KefuOptions> options,
    TimeProvider time,
    KefuMetrics metrics,
    ILogger<Client> logger) : IConnectionHandlerFactory
{
    /// <inheritdoc/>
    public IConnectionHandler Create(Connection connection)
    {
        var kefuAppId = options.Value.AppId;
        return new Client(
            connection,
            new CustomerClient(connection, store, services, kefuAppId, time, metrics, logger),
            new SyncClient(connection, store, kefuAppId, logger),
            registry,
            store,
            tokens,
            time,
            logger);
    }
}
