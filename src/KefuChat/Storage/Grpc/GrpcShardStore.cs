using Grpc.Core;
using KefuChat.Cluster;
using KefuChat.Protocol;
using KefuChat.Storage.Sharding;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>The shard behind other processes that play <c>ims</c>.</summary>
internal sealed class GrpcShardStore(IImsCalls calls) : IShardStore
{
    /// <summary>One message asks for no more than this: some 300 bytes each at most, of gRPC's 4 MB.</summary>
    private const int NamesAtOnce = 4096;

    /// <summary>With notes of the longest, some 6 KB each.</summary>
    private const int CopiesAtOnce = 256;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<MessageKeys?>> FindAsync(IReadOnlyList<MessageName> names)
    {
        var keys = new List<MessageKeys?>(names.Count);
        foreach (var some in names.Chunk(NamesAtOnce))
        {
            var request = new Wire.FindMessagesRequest { Names = { some.Select(ShardMapping.ToWire) } };
            var answer = await calls.AskAsync(some[0].Sender, (node, options) => Shards(node).FindAsync(request, options));
            keys.AddRange(answer.Keys.Select(ShardMapping.FromWire));
        }

        return keys;
    }

    /// <inheritdoc/>
    public async ValueTask<long> SettledAsync() =>
        (await calls.AskAsync(ImsCalls.Anybody, (node, options) => Shards(node).GetSettledAsync(new Wire.GetSettledRequest(), options))).Place;

    /// <inheritdoc/>
    public async ValueTask<SyncPage> ReadAsync(long afterPlace, long upToPlace, int limit)
    {
        var request = new Wire.ReadMessagesRequest { AfterPlace = afterPlace, UpToPlace = upToPlace, Limit = limit };
        return (await calls.AskAsync(ImsCalls.Anybody, (node, options) => Shards(node).ReadAsync(request, options))).FromWire();
    }

    /// <inheritdoc/>
    public async ValueTask<AssignmentCopy?> FindAssignmentAsync(long storeId, User customer)
    {
        var request = new Wire.GetAssignmentRequest { StoreId = storeId, Customer = customer.ToWire() };
        return (await calls.AskAsync(customer, (node, options) => Shards(node).FindAssignmentAsync(request, options))).Copy.FromWire();
    }

    /// <inheritdoc/>
    public async Task PutAssignmentsAsync(IReadOnlyList<AssignmentCopy> copies)
    {
        foreach (var some in copies.Chunk(CopiesAtOnce))
        {
            var request = new Wire.PutAssignmentsRequest { Copies = { some.Select(copy => copy.ToWire()) } };
            await calls.AskAsync(some[0].Assignment.Customer, (node, options) => Shards(node).PutAssignmentsAsync(request, options));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AssignmentCopy>> ReadAssignmentsAsync(long changedAfterMs, int limit)
    {
        var request = new Wire.ReadAssignmentsRequest { ChangedAfterMs = changedAfterMs, Limit = Math.Min(limit, CopiesAtOnce) };
        var answer = await calls.AskAsync(ImsCalls.Anybody, (node, options) => Shards(node).ReadAssignmentsAsync(request, options));
        return [.. answer.Copies.Select(copy => copy.FromWire()!)];
    }

    private static Wire.Shards.ShardsClient Shards(CallInvoker node) => new(node);
}
