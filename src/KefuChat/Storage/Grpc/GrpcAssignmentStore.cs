using Grpc.Core;
using KefuChat.Cluster;
using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>The assignments behind other processes that play <c>ims</c>.</summary>
internal sealed class GrpcAssignmentStore(IImsCalls calls) : IAssignmentStore
{
    /// <inheritdoc/>
    public async Task<AssignmentUpdate> ClaimAsync(ClaimRequest request)
    {
        var claim = request.ToWire();
        return (await calls.AskAsync(request.Customer, (node, options) => Assignments(node).ClaimAsync(claim, options))).FromWire();
    }

    /// <inheritdoc/>
    public async Task<AssignmentUpdate> ChangeAsync(AssignmentChange change)
    {
        var request = change.ToWire();
        return (await calls.AskAsync(change.Customer, (node, options) => Assignments(node).ChangeAsync(request, options))).FromWire();
    }

    /// <inheritdoc/>
    public async ValueTask<Assignment?> GetAsync(long storeId, User customer)
    {
        var request = new Wire.GetAssignmentRequest { StoreId = storeId, Customer = customer.ToWire() };
        return (await calls.AskAsync(customer, (node, options) => Assignments(node).GetAsync(request, options))).Assignment.FromWire();
    }

    /// <inheritdoc/>
    public async Task<int> ForgetUnusedAsync(long claimedBeforeMs)
    {
        var request = new Wire.ForgetUnusedRequest { ClaimedBeforeMs = claimedBeforeMs };
        return (await calls.AskAsync(ImsCalls.Anybody, (node, options) => Assignments(node).ForgetUnusedAsync(request, options))).Forgotten;
    }

    private static Wire.Assignments.AssignmentsClient Assignments(CallInvoker node) => new(node);
}
