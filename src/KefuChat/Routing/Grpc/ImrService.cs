using System.Collections.Concurrent;
using Grpc.Core;
using Kefu.Imr.V1;

namespace KefuChat.Routing.Grpc;

/// <summary>A routing node: serves the sessions of gateways. One for the process.</summary>
internal sealed partial class ImrService(
    RoutingTable table, PushWishes wishes, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ImrService> logger)
    : Imr.ImrBase
{
    /// <summary>The metadata that bear the gateway's id.</summary>
    public const string GatewayKey = "kefu-gateway";

    private readonly ILogger _logger = logger;
    private readonly ConcurrentDictionary<string, GatewaySession> _sessions = new();

    /// <summary>The most bytes that may wait for one gateway.</summary>
    public long MaxWaitingBytes { get; init; } = 64 * 1024 * 1024;

    /// <inheritdoc/>
    public override async Task Session(
        IAsyncStreamReader<GatewayBatch> requestStream, IServerStreamWriter<NodeBatch> responseStream, ServerCallContext context)
    {
        if (context.RequestHeaders.GetValue(GatewayKey) is not { Length: > 0 } gateway)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"the metadata {GatewayKey} is missing"));
        }

        var session = new GatewaySession(table, wishes, time, MaxWaitingBytes);
        Replace(gateway, session);
        LogBegun(gateway, context.Peer);
        Status status;
        try
        {
            using var stopping = lifetime.ApplicationStopping.Register(() => session.End(StatusCode.Unavailable, "the node stops"));
            using var gone = context.CancellationToken.Register(() => session.End(StatusCode.Cancelled, "the stream broke"));
            status = await session.RunAsync(requestStream, responseStream);
        }
        finally
        {
            _sessions.TryRemove(KeyValuePair.Create(gateway, session));
        }

        LogEnded(gateway, status.StatusCode, status.Detail);
        if (status.StatusCode != StatusCode.OK)
        {
            throw new RpcException(status);
        }
    }

    /// <summary>A gateway that comes back before its old session was seen to be dead leaves no routes there.</summary>
    private void Replace(string gateway, GatewaySession session)
    {
        GatewaySession? before = null;
        _sessions.AddOrUpdate(
            gateway,
            session,
            (_, old) =>
            {
                before = old;
                return session;
            });
        before?.End(StatusCode.Aborted, "the gateway has begun another session");
        before?.Forget();
    }

    [LoggerMessage(6101, LogLevel.Information, "Gateway {Gateway} at {Peer} has begun its session")]
    private partial void LogBegun(string gateway, string peer);

    [LoggerMessage(6102, LogLevel.Information, "Gateway {Gateway} is forgotten: its session ended with {Code}: {Reason}")]
    private partial void LogEnded(string gateway, StatusCode code, string reason);
}
