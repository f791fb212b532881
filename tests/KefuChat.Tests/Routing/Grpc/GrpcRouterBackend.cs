using KefuChat.Protocol;
using KefuChat.Push;
using KefuChat.Routing;
using KefuChat.Routing.Grpc;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>Several gateways of some routing nodes, over gRPC on the loopback.</summary>
public sealed class GrpcRouterBackend(int nodes) : MessageRouterBackend
{
    private readonly TestCluster _cluster = new();

    public override bool ConfirmsSubscriptions => true;

    internal override IReadOnlyList<User> Witnesses => [.. _cluster.Nodes.Select(node => _cluster.UsersOf(node, appId: 99).Single())];

    public override ValueTask DisposeAsync() => _cluster.DisposeAsync();

    internal override Task IsReachedAsync(IMessageRouter router) => TestCluster.WaitUntilAsync(() => ((GrpcMessageRouter)router).UnreachableNodes.Count == 0);

    internal override async ValueTask<IMessageRouter> ConnectAsync(IPushSender push)
    {
        if (_cluster.Nodes.Count == 0)
        {
            _cluster.Push = (RecordingPushSender)push;
            for (var i = 0; i < nodes; i++)
            {
                await _cluster.AddNodeAsync();
            }
        }

        return _cluster.AddGateway().Router;
    }
}
