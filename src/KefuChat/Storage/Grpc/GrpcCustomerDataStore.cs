using Grpc.Core;
using KefuChat.Cluster;
using KefuChat.Protocol;
using KefuChat.Storage.Customers;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>Customers' data behind other processes that play <c>ims</c>.</summary>
internal sealed class GrpcCustomerDataStore(IImsCalls calls) : ICustomerDataStore
{
    /// <inheritdoc/>
    public async Task<int> MergeAsync(User visitor, User customer)
    {
        var request = new Wire.MergeRequest { Visitor = visitor.ToWire(), Customer = customer.ToWire() };
        return (await calls.AskAsync(customer, (node, options) => Customers(node).MergeAsync(request, options))).Messages;
    }

    /// <inheritdoc/>
    public async Task<int> EraseAsync(User customer, int limit)
    {
        var request = new Wire.EraseRequest { Customer = customer.ToWire(), Limit = limit };
        return (await calls.AskAsync(customer, (node, options) => Customers(node).EraseAsync(request, options))).Removed;
    }

    /// <inheritdoc/>
    public async Task<int> ExpireAsync(long storeId, long beforeMs, int limit)
    {
        var request = new Wire.ExpireRequest { StoreId = storeId, BeforeMs = beforeMs, Limit = limit };
        return (await calls.AskAsync(ImsCalls.Anybody, (node, options) => Customers(node).ExpireAsync(request, options))).Removed;
    }

    private static Wire.Customers.CustomersClient Customers(CallInvoker node) => new(node);
}
