using System.Net;
using System.Net.Sockets;

namespace KefuChat.Tests;

/// <summary>
/// Ports for servers that are killed and come back to the same one. They lie below those that the system gives to
/// outgoing connections: one of those could take the port while its server is away, even a connection to it itself.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Last = 31_999;

    private static int _next = Random.Shared.Next(First, Last);

    /// <summary>A port nobody listens on, never given twice.</summary>
    public static int Next()
    {
        for (var tried = First; tried <= Last; tried++)
        {
            var port = First + (Interlocked.Increment(ref _next) % (Last - First + 1));
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }

        throw new InvalidOperationException("no port is free");
    }
}
