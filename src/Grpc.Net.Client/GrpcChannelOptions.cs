using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.Net.Client;

/// <summary>How a channel connects, and its limits.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>TLS or not; null leaves it to the scheme of the address. If set it must agree with the scheme.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>The most bytes of one sent message; null, the default, is no limit. Beyond it a call fails with RESOURCE_EXHAUSTED.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>The most bytes of one received message, 4 MiB by default; null is no limit. Beyond it a call fails with RESOURCE_EXHAUSTED.</summary>
    public int? MaxReceiveMessageSize { get; set; } = Framing.DefaultMaxReceiveMessageSize;

    /// <summary>Makes the HTTP calls, for instance a <see cref="SocketsHttpHandler"/> with keepalive; null is one made for the channel.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Makes the HTTP calls instead of <see cref="HttpHandler"/>; its timeout applies to the time up to the response's headers.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Whether the channel disposes the handler or client that it was given; false by default.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>
    /// Whether a call that this side cancelled, or whose deadline passed, throws <see cref="OperationCanceledException"/> in place
    /// of <see cref="RpcException"/>; false by default.
    /// </summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }
}
