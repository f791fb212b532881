using System.Net;
using System.Net.Sockets;

namespace Grpc.Tests.Support;

/// <summary>Begins HTTP/2 as it should, and then reads on but says nothing more, as a peer behind a dead network does.</summary>
internal sealed class SilentPeer : IAsyncDisposable
{
    // A frame of no payload, type 4: SETTINGS that change nothing; then the same with the flag that acknowledges the other's.
    private static readonly byte[] Greeting = [0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    private SilentPeer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public static SilentPeer Start() => new();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            using var socket = await _listener.AcceptSocketAsync(_end.Token);
            await socket.SendAsync(Greeting, _end.Token);
            var buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer, _end.Token) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
        }
    }
}
