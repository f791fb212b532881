using Grpc.Net.Client;
using KefuChat.Configuration;
using KefuChat.Storage.Sharding;
using KefuChat.Telemetry;

namespace KefuChat.Storage.Grpc;

/// <summary>The shards behind other processes that play <c>ims</c>, each with nodes of its own.</summary>
internal sealed class GrpcShards : IAsyncDisposable
{
    private readonly List<GrpcMessageStore> _stores = [];

    /// <summary>Begins to connect.</summary>
    /// <param name="groups">The shards as they are configured, at least one.</param>
    /// <param name="kefuAppId">The app where sellers live.</param>
    /// <param name="connect">Makes a channel to a node.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears when nodes are lost, and when they return.</param>
    /// <param name="metrics">Where it counts; null for nowhere.</param>
    public GrpcShards(
        IEnumerable<ImsGroupOptions> groups, long kefuAppId, Func<Uri, GrpcChannel> connect, TimeProvider time, ILogger<GrpcMessageStore> logger, KefuMetrics? metrics = null)
    {
        ImsGroupOptions[] all = [.. groups];
        string[] names = Array.ConvertAll(all, group => group.Name);
        Map = new ShardMap(
            all.Select(group =>
            {
                var messages = new GrpcMessageStore(
                    group.Endpoints.Select(address => new Uri(address)), connect, time, logger, metrics, new ShardMembership(group.Name, names));
                _stores.Add(messages);
                return Create(group.Name, messages);
            }).ToList(),
            kefuAppId);
    }

    /// <summary>The shards.</summary>
    public ShardMap Map { get; }

    /// <summary>The addresses that cannot be used now, of all shards; for health checks.</summary>
    public IReadOnlyList<string> DeadEndpoints => [.. _stores.SelectMany(store => store.DeadEndpoints)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_stores.Select(store => store.DisposeAsync().AsTask()));

    private static Shard Create(string name, GrpcMessageStore messages) => new(
        name,
        messages,
        new GrpcConversationStore(messages.Calls),
        new GrpcDocumentStore(messages.Calls),
        new GrpcAssignmentStore(messages.Calls),
        new GrpcCustomerDataStore(messages.Calls),
        new GrpcShardStore(messages.Calls));
}
