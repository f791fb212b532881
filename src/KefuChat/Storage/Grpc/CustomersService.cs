using Grpc.Core;
using KefuChat.Cluster;
using KefuChat.Storage.Customers;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>customers.proto over a store.</summary>
internal sealed class CustomersService(ICustomerDataStore store) : Wire.Customers.CustomersBase
{
    /// <inheritdoc/>
    public override Task<Wire.MergeAnswer> Merge(Wire.MergeRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        new Wire.MergeAnswer { Messages = await store.MergeAsync(request.Visitor.FromWire(), request.Customer.FromWire()) });

    /// <inheritdoc/>
    public override Task<Wire.RemovedAnswer> Erase(Wire.EraseRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        new Wire.RemovedAnswer { Removed = await store.EraseAsync(request.Customer.FromWire(), ServiceAnswer.Limit(request.Limit)) });

    /// <inheritdoc/>
    public override Task<Wire.RemovedAnswer> Expire(Wire.ExpireRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        new Wire.RemovedAnswer { Removed = await store.ExpireAsync(request.StoreId, request.BeforeMs, ServiceAnswer.Limit(request.Limit)) });
}
