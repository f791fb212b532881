using Grpc.Core;
using Grpc.Net.Client;
using Kefu.Imr.V1;
using KefuChat.Cluster;
using User = KefuChat.Protocol.User;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>A gateway that says to a node what a test makes it say.</summary>
internal sealed class RawGateway : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<GatewayBatch, NodeBatch> _call;
    private ulong _number;

    public RawGateway(TestNode node, string? id = null)
    {
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{node.Port}");
        var metadata = new Metadata();
        if (id is not null)
        {
            metadata.Add("kefu-gateway", id);
        }

        _call = new Imr.ImrClient(_channel).Session(metadata);
    }

    /// <summary>Opens a session and hears the node's first word.</summary>
    public static async Task<RawGateway> OpenAsync(TestNode node, string id = "raw")
    {
        var gateway = new RawGateway(node, id);
        Assert.Equal(new NodeBatch(), await gateway.NextAsync());
        return gateway;
    }

    public Task SayAsync(params GatewayItem[] items) => SayAsync(++_number, items);

    public async Task SayAsync(ulong number, params GatewayItem[] items)
    {
        var batch = new GatewayBatch { Number = number };
        batch.Items.AddRange(items);
        await _call.RequestStream.WriteAsync(batch);
    }

    /// <summary>Subscribes, and waits until the node has.</summary>
    public async Task SubscribeAsync(User user)
    {
        await SayAsync(new GatewayItem { Subscribe = user.ToWire() });
        Assert.Equal(_number, (await NextAsync()).Acknowledged);
    }

    public async Task<NodeBatch> NextAsync()
    {
        Assert.True(await _call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(TestGateway.Patience));
        return _call.ResponseStream.Current;
    }

    /// <summary>Reads to the end, and gives the status of that.</summary>
    public async Task<Status> EndAsync()
    {
        try
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(TestGateway.Patience))
            {
            }
        }
        catch (RpcException)
        {
            // Its status is the call's.
        }

        return _call.GetStatus();
    }

    public Task CompleteAsync() => _call.RequestStream.CompleteAsync();

    public void Dispose()
    {
        _call.Dispose();
        _channel.Dispose();
    }
}
