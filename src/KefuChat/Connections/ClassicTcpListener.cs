using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using KefuChat.Configuration;
using KefuChat.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace KefuChat.Connections;

/// <summary>
/// The classic framing over raw TCP (<c>Kefu:Classic:Tcp</c>): accepts on Kestrel's own socket transport, beside the
/// addresses that <c>Urls</c> gives the HTTP server.
/// </summary>
internal sealed partial class ClassicTcpListener(
    ConnectionAcceptor acceptor,
    IOptions<KefuOptions> options,
    ILoggerFactory loggers,
    ILogger<ClassicTcpListener> logger) : IHostedService
{
    private readonly ILogger _logger = logger;

    // With next to no write buffer a flush ends when the socket has taken everything, so that a goodbye comes last.
    private readonly SocketTransportFactory _transport =
        new(Options.Create(new SocketTransportOptions { MaxWriteBufferSize = 2, Backlog = ConnectionServices.Backlog }), loggers);

    private readonly ConcurrentDictionary<ConnectionContext, Task> _served = new();
    private IConnectionListener? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>Where it listens; null when it is off.</summary>
    public EndPoint? EndPoint => _listener?.EndPoint;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Classic.Tcp.Length > 0)
        {
            _listener = await BindAsync(options.Value.Classic.Tcp, cancellationToken);
            _accepting = AcceptAsync(_listener);
            LogListening(_listener.EndPoint);
        }
    }

    /// <summary>Takes no more connections, and waits for those there are: they are being closed.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_listener is not null)
        {
            await _listener.UnbindAsync(cancellationToken);
            await _accepting;
            await Task.WhenAll(_served.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _listener.DisposeAsync();
        }
    }

    private async Task<IConnectionListener> BindAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            return await _transport.BindAsync(IPEndPoint.Parse(address), cancellationToken);
        }
        catch (Exception e) when (e is SocketException or AddressInUseException)
        {
            throw new IOException($"Kefu:Classic:Tcp is {address}, where this machine cannot listen: {e.Message}", e);
        }
    }

    private async Task AcceptAsync(IConnectionListener listener)
    {
        while (await listener.AcceptAsync() is { } connection)
        {
            // Registered before it runs, so that its own removal cannot come first.
            var serving = new Task<Task>(() => ServeAsync(connection));
            _served[connection] = serving.Unwrap();
            serving.Start(TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(ConnectionContext connection)
    {
        try
        {
            await using var _ = connection;
            await acceptor.ServeAsync(
                new TcpTransport(connection, Math.Min(options.Value.Limits.FrameBytes + 1, ClassicHeader.BodyLimit)),
                new ClassicCodec(options.Value.AppId),
                (connection.RemoteEndPoint as IPEndPoint)?.Address);
        }
        catch (Exception e)
        {
            LogServingFailed(e);
        }
        finally
        {
            _served.TryRemove(connection, out var _);
        }
    }

    [LoggerMessage(2003, LogLevel.Information, "Classic TCP listens on {EndPoint}")]
    private partial void LogListening(EndPoint endPoint);

    [LoggerMessage(2004, LogLevel.Error, "Serving a TCP connection failed")]
    private partial void LogServingFailed(Exception cause);
}
