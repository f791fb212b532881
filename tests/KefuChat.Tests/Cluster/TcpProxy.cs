using System.Net;
using System.Net.Sockets;
using KefuChat.Tests.Storage;

namespace KefuChat.Tests.Cluster;

/// <summary>The network between a gateway and a node, in a test's hands.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _gate = new();
    private readonly HashSet<Socket> _sockets = [];
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Valve _requests = new();
    private readonly Valve _answers = new();
    private readonly Task _accepting;
    private int _port;
    private bool _isOpen;

    /// <summary>Leads nowhere until it is opened.</summary>
    public TcpProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Leads to a node.</summary>
    public TcpProxy(Uri node)
        : this() => Open(node.Port);

    /// <summary>What a gateway connects to.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Completes when somebody has connected to the node.</summary>
    public Task Connected => _connected.Task.SoonAsync();

    /// <summary>New connections lead to this port of this machine from now on.</summary>
    public void Open(int port)
    {
        lock (_gate)
        {
            _port = port;
            _isOpen = true;
        }
    }

    /// <summary>New connections lead where they led before it was closed.</summary>
    public void Reopen() => Open(_port);

    /// <summary>Drops all connections, with a reset, as a process does that is killed; new ones are let through.</summary>
    public void Break()
    {
        lock (_gate)
        {
            foreach (var socket in _sockets)
            {
                Drop(socket);
            }

            _sockets.Clear();
        }
    }

    /// <summary>Drops all connections, and new ones as they come.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isOpen = false;
            Break();
        }
    }

    /// <summary>Nothing gets through in either direction, and nobody is told.</summary>
    public void Pause()
    {
        _requests.Shut();
        _answers.Shut();
    }

    /// <summary>What the node says does not get through, so that it looks like a stopped process.</summary>
    public void HoldAnswers() => _answers.Shut();

    /// <summary>What was held back and all that follows gets through.</summary>
    public void Resume()
    {
        _requests.Open();
        _answers.Open();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Close();
        Resume();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ForwardAsync(await _listener.AcceptSocketAsync()));
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // No longer listening.
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(Socket gateway)
    {
        var node = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        gateway.NoDelay = true;
        try
        {
            if (PortFor(gateway, node) is { } port)
            {
                await node.ConnectAsync(IPAddress.Loopback, port);
                _connected.TrySetResult();
                await Task.WhenAll(PumpAsync(gateway, node, _requests), PumpAsync(node, gateway, _answers));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Broken, or nobody is there.
        }

        Drop(gateway);
        Drop(node);
        lock (_gate)
        {
            _sockets.ExceptWith([gateway, node]);
        }
    }

    private int? PortFor(Socket gateway, Socket node)
    {
        lock (_gate)
        {
            if (!_isOpen)
            {
                return null;
            }

            _sockets.UnionWith([gateway, node]);
            return _port;
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, Valve valve)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                await valve.Opened;
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Drop(from);
            Drop(to);
        }
    }

    /// <summary>With a reset, as from a process that was killed.</summary>
    private static void Drop(Socket socket) => socket.Close(0);
}
