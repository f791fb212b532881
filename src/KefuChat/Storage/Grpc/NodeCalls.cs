using Grpc.Core;
using KefuChat.Protocol;

namespace KefuChat.Storage.Grpc;

/// <summary>Asks one node, before it is used.</summary>
/// <param name="calls">The way to it.</param>
/// <param name="cancellation">When its time is up.</param>
internal sealed class NodeCalls(CallInvoker calls, CancellationToken cancellation) : IImsCalls
{
    /// <inheritdoc/>
    public async Task<T> AskAsync<T>(User user, Func<CallInvoker, CallOptions, AsyncUnaryCall<T>> call)
    {
        try
        {
            using var answer = call(calls, new CallOptions(cancellationToken: cancellation));
            return await answer;
        }
        catch (RpcException e)
        {
            throw new StorageUnavailableException(ImsCalls.Describe(e), e);
        }
    }
}
