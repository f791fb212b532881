using Grpc.Core;
using Grpc.Net.Client;
using KefuChat.Cluster;
using KefuChat.Protocol;
using KefuChat.Storage.Sharding;
using KefuChat.Telemetry;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// The store behind other processes that play <c>ims</c>. Saves share one long call to each node, so that many go into
/// one message; each sender's keep their order, also while nodes break and return. Reads are calls of their own. While
/// no node can be reached, everybody waits for <see cref="ImsNodes.Patience"/>; then answers come at once, and say so.
/// </summary>
internal sealed class GrpcMessageStore : IMessageStore, IAsyncDisposable
{
    /// <summary>How long the store waits for its nodes' last answers when it is closed.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    /// <summary>One message asks for no more than this: some 12 bytes each, of gRPC's 4 MB.</summary>
    private const int UsersAtOnce = 10_000;

    private readonly TimeProvider _time;
    private readonly DedupeIds _dedupeIds = new();
    private readonly SaveLanes _lanes;
    private readonly ImsNodes _nodes;
    private readonly ImsEndpoint[] _endpoints;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private int _closed;

    /// <summary>Begins to connect.</summary>
    /// <param name="endpoints">Where the nodes listen, at least one; they are all over the same store.</param>
    /// <param name="connect">Makes a channel to a node. It is disposed here, and its sockets must go with it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears when nodes are lost, and when they return.</param>
    /// <param name="metrics">Where it counts; null for nowhere.</param>
    /// <param name="membership">What the nodes' store must say of itself; null: nobody asks.</param>
    public GrpcMessageStore(
        IEnumerable<Uri> endpoints,
        Func<Uri, GrpcChannel> connect,
        TimeProvider time,
        ILogger<GrpcMessageStore> logger,
        KefuMetrics? metrics = null,
        ShardMembership? membership = null)
    {
        _time = time;
        Uri[] addresses = [.. endpoints];
        _lanes = new SaveLanes(metrics);
        _nodes = new ImsNodes(string.Join(", ", addresses.Select(address => address.OriginalString)), _lanes, time, logger);
        Calls = new ImsCalls(_nodes, time, metrics);
        _endpoints = Array.ConvertAll(addresses, address => new ImsEndpoint(address, connect, membership, _lanes, _nodes, time, metrics, logger));
        _running = Task.WhenAll(Array.ConvertAll(_endpoints, endpoint => Task.Run(() => endpoint.RunAsync(_stopping.Token))));
    }

    /// <summary>The way to the nodes, shared with the other stores.</summary>
    public ImsCalls Calls { get; }

    /// <summary>The addresses that cannot be used now; for health checks.</summary>
    public IReadOnlyList<string> DeadEndpoints =>
        [.. _endpoints.Select(endpoint => endpoint.Name).Except(_nodes.Live.Select(node => node.Name))];

    /// <inheritdoc/>
    public Task<SaveResult> SaveAsync(SaveRequest request)
    {
        var save = request.ToWire();
        if (request.DedupeKey.Length == 0)
        {
            // It may have to be sent again.
            save.DedupeId = _dedupeIds.Next();
        }

        return _lanes.SaveAsync(save, request.Sender);
    }

    /// <inheritdoc/>
    public async ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit)
    {
        var request = new Wire.SyncRequest { User = user.ToWire(), AfterKey = afterKey, Limit = limit };
        return (await Calls.AskAsync(user, (node, options) => Client(node).SyncAsync(request, options))).FromWire();
    }

    /// <inheritdoc/>
    public ValueTask<long?> GetSyncKeyAsync(User user, string deviceId) =>
        GetSyncKeyAsync(user, new Wire.GetSyncKeyRequest { User = user.ToWire(), DeviceId = deviceId });

    /// <inheritdoc/>
    public ValueTask<long?> GetHighestSyncKeyAsync(User user) =>
        GetSyncKeyAsync(user, new Wire.GetSyncKeyRequest { User = user.ToWire() });

    /// <inheritdoc/>
    public Task RaiseSyncKeyAsync(User user, string deviceId, long key)
    {
        var request = new Wire.RaiseSyncKeyRequest { User = user.ToWire(), DeviceId = deviceId, SyncKey = key };
        return Calls.AskAsync(user, (node, options) => Client(node).RaiseSyncKeyAsync(request, options));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users)
    {
        var keys = new List<long>(users.Count);
        foreach (var some in users.Chunk(UsersAtOnce))
        {
            var request = new Wire.LatestKeysRequest { Users = { some.Select(WireMapping.ToWire) } };
            keys.AddRange((await Calls.AskAsync(some[0], (node, options) => Client(node).LatestKeysAsync(request, options))).SyncKeys);
        }

        return keys;
    }

    /// <inheritdoc/>
    public Task ProbeAsync() => Calls.AskAsync(ImsCalls.Anybody, (node, options) => Client(node).ProbeAsync(new Wire.ProbeRequest(), options));

    /// <summary>Refuses what waits, lets the nodes answer what is on its way, and disconnects.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        var limit = Task.Delay(CloseLimit, _time);
        await _stopping.CancelAsync();
        _nodes.Dispose();
        await Task.WhenAny(_running, limit);
        foreach (var node in _nodes.Live)
        {
            node.Stream.Cut();
        }

        await _running;
        _stopping.Dispose();
    }

    private static Wire.Ims.ImsClient Client(CallInvoker node) => new(node);

    private async ValueTask<long?> GetSyncKeyAsync(User user, Wire.GetSyncKeyRequest request)
    {
        var answer = await Calls.AskAsync(user, (node, options) => Client(node).GetSyncKeyAsync(request, options));
        return answer.HasSyncKey ? answer.SyncKey : null;
    }
}
