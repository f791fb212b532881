using Grpc.Net.Client;
using KefuChat.Configuration;
using Microsoft.Extensions.Options;

namespace KefuChat.Cluster;

/// <summary>Opens channels to other processes of the cluster.</summary>
internal sealed class ClusterChannels(IOptions<KefuOptions> options)
{
    /// <summary>After so long without a frame the other side is asked whether it lives.</summary>
    public static readonly TimeSpan KeepAliveDelay = TimeSpan.FromSeconds(5);

    /// <summary>How long it may take to answer: with the delay, a dead peer is noticed within 10 s.</summary>
    public static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A page of history holds as many messages as were asked for, each of up to 32 KiB.</summary>
    private const int MaxReceiveMessageBytes = 64 * 1024 * 1024;

    /// <summary>Opens a channel; it connects at the first call. The caller disposes it.</summary>
    public GrpcChannel Open(Uri address) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        MaxReceiveMessageSize = MaxReceiveMessageBytes,
        DisposeHttpClient = true,
        HttpHandler = new ClusterKeyHandler(options.Value.ClusterKey, new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(2),
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = 4 * 1024 * 1024,
            KeepAlivePingDelay = KeepAliveDelay,
            KeepAlivePingTimeout = KeepAliveTimeout,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            UseProxy = false,
        }),
    });
}
