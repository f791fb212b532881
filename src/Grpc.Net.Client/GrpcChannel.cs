using Grpc.Core;
using Grpc.Net.Client.Calls;

namespace Grpc.Net.Client;

/// <summary>A way to a server over HTTP/2; connects by itself, and again whenever it must. Any thread may use it.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly bool _ownsHttp;
    private readonly CancellationTokenSource _disposal = new();

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        Address = address;
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        ThrowOperationCanceledOnCancellation = options.ThrowOperationCanceledOnCancellation;
        Disposal = _disposal.Token;
        _ownsHttp = options.DisposeHttpClient || (options.HttpClient is null && options.HttpHandler is null);
        _http = options.HttpClient ?? new HttpMessageInvoker(options.HttpHandler ?? CreateHandler(), disposeHandler: _ownsHttp);
    }

    internal Uri Address { get; }

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal bool ThrowOperationCanceledOnCancellation { get; }

    /// <summary>Fires when the channel is disposed, and ends its calls.</summary>
    internal CancellationToken Disposal { get; }

    /// <summary>Creates a channel; connects with its first call.</summary>
    /// <param name="address">Like <c>http://host:port</c>, or https.</param>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Creates a channel; connects with its first call.</summary>
    /// <param name="address">Like <c>http://host:port</c>, or https.</param>
    /// <param name="channelOptions">How it connects, and its limits.</param>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => ForAddress(new Uri(address), channelOptions);

    /// <summary>Creates a channel; connects with its first call.</summary>
    /// <param name="address">Like <c>http://host:port</c>, or https.</param>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Creates a channel; connects with its first call.</summary>
    /// <param name="address">Like <c>http://host:port</c>, or https.</param>
    /// <param name="channelOptions">How it connects, and its limits.</param>
    /// <exception cref="ArgumentException">The scheme is another, or the options contradict it or each other.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"The address '{address}' is neither http:// nor https://.", nameof(address));
        }

        if (channelOptions.HttpClient is not null && channelOptions.HttpHandler is not null)
        {
            throw new ArgumentException("HttpClient and HttpHandler are alternatives; both are set.", nameof(channelOptions));
        }

        if (channelOptions.Credentials is { } credentials && credentials.IsSecure != (address.Scheme == Uri.UriSchemeHttps))
        {
            throw new InvalidOperationException($"The channel's credentials contradict the address '{address}'.");
        }

        return new GrpcChannel(address, channelOptions);
    }

    /// <inheritdoc/>
    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(Disposal.IsCancellationRequested, this);
        return new HttpCallInvoker(this);
    }

    /// <summary>Cancels the calls under way and closes the channel's own connections.</summary>
    public void Dispose()
    {
        _disposal.Cancel();
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    /// <summary>Sends a request; returns when the response's headers are here.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : _http.SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    // A server limits the streams of one connection, a hundred often; more calls than that need another connection.
    private static SocketsHttpHandler CreateHandler() => new() { EnableMultipleHttp2Connections = true };
}
