using System.Net.Sockets;
using KefuChat.Load.Measurement;
using KefuChat.Load.Network;
using KefuChat.Load.Protocol;
using KefuChat.Load.Storm;

namespace KefuChat.Faults.Clients;

/// <summary>Keeps a client connected: comes back when a connection breaks, after the delay that the reason asks for.</summary>
internal sealed class Session(ChatClient client, GatewayChoice gateways, Framing framing, string token, Random random)
{
    // Seconds after which the client's own network breaks off, without a goodbye. So everybody changes gateways now and then,
    // also back to one that was away.
    private const double ShortestNetwork = 15;
    private const double LongestNetwork = 45;

    private int _failures;

    /// <summary>Connects again and again, until cancelled; then no connection is left.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var reason = await ServeAsync(cancellation);
            _failures = client.End() ? 1 : _failures + 1;
            var backoff = Backoff.After(_failures, random);
            var asked = reason.ReconnectAfter ?? TimeSpan.Zero;
            await Task.Delay(asked > backoff ? asked : backoff, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One connection, from its opening to its end.</summary>
    private async Task<CloseReason> ServeAsync(CancellationToken cancellation)
    {
        try
        {
            using var connection = await OpenAsync(cancellation);
            using var stop = cancellation.Register(connection.Dispose);
            var now = Clock.Now;
            var network = ShortestNetwork + ((LongestNetwork - ShortestNetwork) * random.NextDouble());
            client.Open(new ClientSocket(connection, framing.CreateCodec()), token, now, now + Clock.FromSeconds(network));
            return await ReceiveAsync(connection);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException or ProtocolException)
        {
            // Nobody there, a path that leads nowhere, a server that will not: all the same to a client.
            return CloseReason.None;
        }
    }

    private async Task<Connection> OpenAsync(CancellationToken cancellation)
    {
        var gateway = gateways.Next();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Heartbeat.OpenPatience);
        return await Connection.OpenAsync(framing, gateway, gateway.ToString(), patience.Token);
    }

    private async Task<CloseReason> ReceiveAsync(Connection connection)
    {
        try
        {
            return await connection.ReceiveAsync(client);
        }
        catch (Exception e) when (e is ProtocolException or OverflowException)
        {
            client.Record.Malformed.Add(e.Message);
            return CloseReason.None;
        }
    }
}
