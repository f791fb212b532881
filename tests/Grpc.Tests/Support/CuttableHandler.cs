using System.Net;
using System.Net.Sockets;

namespace Grpc.Tests.Support;

/// <summary>A client whose connection can be cut under its calls.</summary>
internal sealed class CuttableHandler : IDisposable
{
    private Socket? _socket;

    public CuttableHandler() => Http = new SocketsHttpHandler { ConnectCallback = ConnectAsync };

    public SocketsHttpHandler Http { get; }

    /// <summary>Without a goodbye: what a process does that is killed.</summary>
    public void Cut() => _socket!.Close(timeout: 0);

    public void Dispose() => Http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = _socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new DnsEndPoint(context.DnsEndPoint.Host, context.DnsEndPoint.Port), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
