using System.Net;
using System.Net.Sockets;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>The network between one gateway and one node, in a test's hands.</summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private int? _target;
    private TaskCompletionSource _flowing = new();

    public TcpProxy()
    {
        _flowing.SetResult();
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What a gateway connects to.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Leads to this port from now on.</summary>
    public void Open(int port)
    {
        lock (_gate)
        {
            _target = port;
        }
    }

    /// <summary>Drops all connections; new ones are let through.</summary>
    public void Break()
    {
        lock (_gate)
        {
            _sockets.ForEach(Drop);
            _sockets.Clear();
        }
    }

    /// <summary>Drops all connections, and new ones as they come.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _target = null;
            Break();
        }
    }

    /// <summary>Nothing gets through in either direction, and nobody is told.</summary>
    public void Pause() => _flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held back and all that follows gets through.</summary>
    public void Resume() => _flowing.TrySetResult();

    public void Dispose()
    {
        _listener.Stop();
        Close();
        Resume();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptSocketAsync();
                _ = ConnectAsync(near);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ConnectAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, Register(near, far) ?? throw new SocketException());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Drop(near);
            Drop(far);
            return;
        }

        await Task.WhenAll(PumpAsync(near, far), PumpAsync(far, near));
    }

    private int? Register(Socket near, Socket far)
    {
        lock (_gate)
        {
            if (_target is not null)
            {
                _sockets.AddRange([near, far]);
            }

            return _target;
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                await Volatile.Read(ref _flowing).Task;
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
