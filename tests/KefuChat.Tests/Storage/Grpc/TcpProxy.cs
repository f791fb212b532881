using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>
/// What lies between a gateway and a node: can be cut, taken down, and can hold the node's answers back, so that the node
/// looks like a stopped process.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, Socket> _pairs = new();
    private readonly Task _accepting;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isDown;
    private volatile TaskCompletionSource _thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TcpProxy(Uri target)
    {
        Target = target;
        _thawed.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The node's own address.</summary>
    public Uri Target { get; set; }

    /// <summary>Completes when somebody has connected.</summary>
    public Task Connected => _connected.Task.SoonAsync();

    /// <summary>Where gateways connect.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Holds back all the node says from now on.</summary>
    public void HoldAnswers() => _thawed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets it through.</summary>
    public void ReleaseAnswers() => _thawed.TrySetResult();

    /// <summary>Breaks all connections, as a killed process does.</summary>
    public void Cut()
    {
        foreach (var (gateway, node) in _pairs)
        {
            gateway.Close(0);
            node.Close(0);
        }
    }

    /// <summary>Breaks all connections and takes none.</summary>
    public void GoDown()
    {
        _isDown = true;
        Cut();
    }

    /// <summary>Takes connections again.</summary>
    public void ComeBack() => _isDown = false;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        GoDown();
        ReleaseAnswers();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var pumps = new List<Task>();
        try
        {
            while (true)
            {
                var gateway = await _listener.AcceptSocketAsync();
                if (_isDown)
                {
                    gateway.Close(0);
                }
                else
                {
                    pumps.Add(ForwardAsync(gateway));
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(pumps);
        }
    }

    private async Task ForwardAsync(Socket gateway)
    {
        using var node = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        gateway.NoDelay = true;
        try
        {
            await node.ConnectAsync(IPAddress.Loopback, Target.Port);
            _pairs[gateway] = node;
            _connected.TrySetResult();
            if (_isDown)
            {
                Cut();
            }

            await Task.WhenAll(PumpAsync(gateway, node, isAnswer: false), PumpAsync(node, gateway, isAnswer: true));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut, or ended by one of the two.
        }
        finally
        {
            _pairs.TryRemove(gateway, out _);
            gateway.Close(0);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isAnswer)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                if (isAnswer)
                {
                    await _thawed.Task;
                }

                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            from.Close(0);
            to.Close(0);
        }
    }
}
