using Grpc.Core;
using KefuChat.Cluster;
using KefuChat.Storage.Sharding;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>shards.proto over a store.</summary>
internal sealed class ShardsService(IShardStore store) : Wire.Shards.ShardsBase
{
    /// <inheritdoc/>
    public override Task<Wire.FindMessagesAnswer> Find(Wire.FindMessagesRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        new Wire.FindMessagesAnswer { Keys = { (await store.FindAsync([.. request.Names.Select(ShardMapping.FromWire)])).Select(ShardMapping.ToWire) } });

    /// <inheritdoc/>
    public override Task<Wire.GetSettledAnswer> GetSettled(Wire.GetSettledRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        new Wire.GetSettledAnswer { Place = await store.SettledAsync() });

    /// <inheritdoc/>
    public override Task<Wire.SyncPage> Read(Wire.ReadMessagesRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        (await store.ReadAsync(request.AfterPlace, request.UpToPlace, ServiceAnswer.Limit(request.Limit))).ToWire());

    /// <inheritdoc/>
    public override Task<Wire.FindAssignmentAnswer> FindAssignment(Wire.GetAssignmentRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        new Wire.FindAssignmentAnswer { Copy = (await store.FindAssignmentAsync(request.StoreId, request.Customer.FromWire())).ToWire() });

    /// <inheritdoc/>
    public override Task<Wire.PutAssignmentsAnswer> PutAssignments(Wire.PutAssignmentsRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        await store.PutAssignmentsAsync([.. request.Copies.Select(copy => copy.FromWire()!)]);
        return new Wire.PutAssignmentsAnswer();
    });

    /// <inheritdoc/>
    public override Task<Wire.ReadAssignmentsAnswer> ReadAssignments(Wire.ReadAssignmentsRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        new Wire.ReadAssignmentsAnswer
        {
            Copies = { (await store.ReadAssignmentsAsync(request.ChangedAfterMs, ServiceAnswer.Limit(request.Limit))).Select(ShardMapping.ToWire) },
        });
}
