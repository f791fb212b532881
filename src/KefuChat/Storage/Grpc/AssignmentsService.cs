using Grpc.Core;
using KefuChat.Cluster;
using KefuChat.Storage.Assignments;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>assignments.proto over a store.</summary>
internal sealed class AssignmentsService(IAssignmentStore store) : Wire.Assignments.AssignmentsBase
{
    /// <inheritdoc/>
    public override Task<Wire.AssignmentUpdate> Claim(Wire.ClaimRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        (await store.ClaimAsync(request.FromWire())).ToWire());

    /// <inheritdoc/>
    public override Task<Wire.AssignmentUpdate> Change(Wire.ChangeRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        (await store.ChangeAsync(request.FromWire())).ToWire());

    /// <inheritdoc/>
    public override Task<Wire.GetAssignmentAnswer> Get(Wire.GetAssignmentRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        new Wire.GetAssignmentAnswer { Assignment = (await store.GetAsync(request.StoreId, request.Customer.FromWire())).ToWire() });

    /// <inheritdoc/>
    public override Task<Wire.ForgetUnusedAnswer> ForgetUnused(Wire.ForgetUnusedRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        new Wire.ForgetUnusedAnswer { Forgotten = await store.ForgetUnusedAsync(request.ClaimedBeforeMs) });
}
