using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace KefuChat.Cluster;

/// <summary>
/// Refuses calls that do not bear the cluster key, with UNAUTHENTICATED. Health checks need none: the machinery that
/// makes them has no way to bear it, and learns no more than whether a role is served.
/// </summary>
/// <param name="key"><c>Kefu:ClusterKey</c>; empty: every call is taken, which the settings allow on loopback only.</param>
internal sealed class ClusterKeyCheck(string key) : Interceptor
{
    private readonly byte[] _hash = Hash("Bearer " + key);

    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, context);
    }

    /// <inheritdoc/>
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(requestStream, context);
    }

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, responseStream, context);
    }

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(requestStream, responseStream, context);
    }

    private void Check(ServerCallContext context)
    {
        var isOpen = key.Length == 0 || context.Method.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal);
        if (!isOpen && !CryptographicOperations.FixedTimeEquals(Hash(context.RequestHeaders.GetValue("authorization") ?? ""), _hash))
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "the metadata 'authorization' must be 'Bearer' and the cluster key (Kefu:ClusterKey)"));
        }
    }

    private static byte[] Hash(string value) => SHA256.HashData(Encoding.UTF8.GetBytes(value));
}
