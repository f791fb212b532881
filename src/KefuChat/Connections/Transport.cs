using System.Net.Sockets;
using System.Net.WebSockets;
using KefuChat.Protocol;

namespace KefuChat.Connections;

/// <summary>
/// A socket as <see cref="Connection"/> sees it: whole frames in, whole frames out. One reader and one writer at a time;
/// <see cref="Abort"/> from any thread. No call throws because of what a peer or the network does.
/// </summary>
internal abstract class Transport : IAsyncDisposable
{
    /// <summary>The next frame. Its bytes are valid until the next call. Holds no buffer while nothing comes.</summary>
    public abstract ValueTask<TransportRead> ReadAsync();

    /// <summary>Reads and drops whatever comes until the peer has closed or <see cref="Abort"/> was called.</summary>
    public abstract ValueTask DiscardAsync();

    /// <summary>Sends all the frames with one flush. False: the peer is gone.</summary>
    public abstract ValueTask<bool> WriteAsync(FrameWriter frames);

    /// <summary>Says goodbye, as far as the transport can say it. The peer's own is read by the reader.</summary>
    public abstract ValueTask CloseAsync(CloseCode code, string reason);

    /// <summary>Drops the socket now; reads and writes in progress end.</summary>
    public abstract void Abort();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>
    /// Whether an exception is the peer's or the network's doing, or that of <see cref="Abort"/>: a pipe that was
    /// completed meanwhile throws <see cref="InvalidOperationException"/>.
    /// </summary>
    protected static bool IsPeerGone(Exception e) =>
        e is IOException or SocketException or WebSocketException or OperationCanceledException or InvalidOperationException;
}
