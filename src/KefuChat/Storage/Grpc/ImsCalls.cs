using Grpc.Core;
using KefuChat.Protocol;
using KefuChat.Telemetry;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// Asks one node, and where that fails, once, another: all that is asked this way may be asked twice. The user only spreads
/// what is asked over the nodes: each can answer for anybody.
/// </summary>
internal sealed class ImsCalls(ImsNodes nodes, TimeProvider time, KefuMetrics? metrics) : IImsCalls
{
    /// <summary>A node that has not answered by then is asked no longer.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Of what concerns no user in particular: any node will do.</summary>
    public static readonly User Anybody = new(0, 0);

    /// <inheritdoc/>
    public Task<T> AskAsync<T>(User user, Func<CallInvoker, CallOptions, AsyncUnaryCall<T>> call) =>
        AskAsync(user, async (invoker, options) =>
        {
            using var answer = call(invoker, options);
            return await answer;
        });

    /// <summary>Why a call failed, in words: of gRPC's own failures, without the frame around them.</summary>
    public static string Describe(Exception failure) => failure is RpcException rpc ? $"{rpc.StatusCode}: {rpc.Status.Detail}" : failure.Message;

    private async Task<T> AskAsync<T>(User user, Func<CallInvoker, CallOptions, Task<T>> call)
    {
        var node = await nodes.PickAsync(user, failed: null) ?? throw new StorageUnavailableException(nodes.Problem);
        try
        {
            return await AskAsync(node, call);
        }
        catch (StorageUnavailableException)
        {
            if (await nodes.PickAsync(user, failed: node) is not { } other)
            {
                throw;
            }

            metrics?.Retried(RetriedOperation.Read);
            return await AskAsync(other, call);
        }
    }

    /// <summary>The limit is kept here: a deadline of gRPC's goes by another clock than ours.</summary>
    private async Task<T> AskAsync<T>(ImsNode node, Func<CallInvoker, CallOptions, Task<T>> call)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            return await call(node.Calls, new CallOptions(cancellationToken: limit.Token));
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            var reason = limit.IsCancellationRequested ? $"no answer within {Limit.TotalSeconds} s" : Describe(e);
            throw new StorageUnavailableException($"storage node {node.Name}: {reason}", e);
        }
    }
}
