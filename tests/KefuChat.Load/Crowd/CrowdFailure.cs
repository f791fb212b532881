using System.Net.Sockets;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Crowd;

/// <summary>How a connection may fail, in words that can be counted.</summary>
internal static class CrowdFailure
{
    /// <summary>Whether it is the server's or the network's doing, and a client would try again.</summary>
    public static bool Is(Exception e) =>
        e is SocketException or ProtocolException or OverflowException or ConnectionClosedException or RefusedException or OperationCanceledException;

    /// <summary>Which kind it is.</summary>
    public static string KindOf(Exception e) => e switch
    {
        SocketException socket => socket.SocketErrorCode.ToString(),
        OperationCanceledException => "no answer in time",
        _ => e.Message,
    };
}
