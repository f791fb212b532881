using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Telemetry;
using Microsoft.Extensions.Options;

namespace KefuChat.Connections;

/// <summary>Serves accepted sockets as connections, and takes leave of all of them when the server stops.</summary>
internal sealed partial class ConnectionAcceptor(
    ConnectionRegistry registry,
    IConnectionHandlerFactory handlers,
    IOptions<KefuOptions> options,
    TimeProvider time,
    KefuMetrics metrics,
    ILogger<Connection> logger)
{
    /// <summary>
    /// Before the first client comes back, in ms; each next one comes 1 ms later, which makes a thousand logins a second.
    /// </summary>
    private const int FirstReconnectMs = 500;

    private readonly ILogger _logger = logger;
    private readonly LimitOptions _limits = options.Value.Limits;
    private readonly ConcurrentDictionary<IPAddress, int> _perAddress = new();

    // Random, so that connections of several gateways do not take each other's ids.
    private long _lastId = Random.Shared.NextInt64(long.MaxValue / 2);
    private int _reconnects;
    private volatile bool _isDraining;

    /// <summary>Serves a socket until it is closed.</summary>
    /// <param name="transport">The socket; disposed at the end.</param>
    /// <param name="codec">Its framing.</param>
    /// <param name="address">Whence it came; null where that is unknown.</param>
    public async Task ServeAsync(Transport transport, Codec codec, IPAddress? address)
    {
        await using var connection = new Connection(
            Interlocked.Increment(ref _lastId), transport, codec, _limits, time, _logger);
        var handler = handlers.Create(connection);
        registry.Add(connection);
        metrics.ConnectionOpened(codec.Framing);
        try
        {
            if (!TryCount(address))
            {
                connection.Close(CloseCode.Overloaded, $"over {_limits.ConnectionsPerAddress} connections from this address");
            }

            // Draining is looked at after registering, so that no connection slips in between.
            if (_isDraining)
            {
                CloseDraining(connection);
            }

            await connection.RunAsync(handler);
        }
        finally
        {
            Uncount(address);
            registry.Remove(connection);
            metrics.ConnectionClosed(codec.Framing);
        }
    }

    /// <summary>The server stops: every connection is closed with 1001 and a delay of its own.</summary>
    public void Drain()
    {
        _isDraining = true;
        LogDraining(registry.All.Count);
        foreach (var connection in registry.All)
        {
            CloseDraining(connection);
        }
    }

    private void CloseDraining(Connection connection)
    {
        var delay = FirstReconnectMs + Interlocked.Increment(ref _reconnects);
        connection.Close(CloseCode.Draining, delay.ToString(CultureInfo.InvariantCulture));
    }

    private bool TryCount(IPAddress? address) =>
        address is null
        || _limits.ConnectionsPerAddress == 0
        || _perAddress.AddOrUpdate(address, 1, static (_, count) => count + 1) <= _limits.ConnectionsPerAddress;

    private void Uncount(IPAddress? address)
    {
        if (address is not null && _limits.ConnectionsPerAddress > 0)
        {
            var rest = _perAddress.AddOrUpdate(address, 0, static (_, count) => count - 1);
            if (rest == 0)
            {
                _perAddress.TryRemove(KeyValuePair.Create(address, 0));
            }
        }
    }

    [LoggerMessage(2006, LogLevel.Information, "Stopping: {Count} connections are told when to come back")]
    private partial void LogDraining(int count);
}
