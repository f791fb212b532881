using System.Net;

namespace KefuChat.Load.Crowd;

/// <summary>
/// The loopback addresses that connections come from. One address has some 28,000 ports for clients, and those of closed
/// connections rest for a minute: taking turns between several leaves room for the next run.
/// </summary>
internal static class SourceAddresses
{
    private const int Count = 16;

    /// <summary>Where connection <paramref name="index"/> to <paramref name="server"/> comes from, at any port; null for where there is no choice.</summary>
    public static IPEndPoint? Of(int index, IPAddress server) =>
        server.Equals(IPAddress.Loopback) ? new IPEndPoint(new IPAddress([127, 0, 0, (byte)(1 + (index % Count))]), 0) : null;
}
