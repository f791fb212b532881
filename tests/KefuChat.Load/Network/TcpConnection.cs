using System.Net.Sockets;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Network;

/// <summary>Classic frames that follow each other on a socket.</summary>
internal sealed class TcpConnection(Socket socket) : Connection(socket)
{
    private readonly Socket _socket = socket;

    public override void Add(ReadOnlySpan<byte> frame) => Sends.Add(frame);

    /// <summary>There is no word for it: the end of what is sent is what a server understands.</summary>
    public override void Close()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server was first; the receive loop meets that too.
        }
    }

    protected override CloseReason? HandOver(IFrameHandler handler, long arrivedAt)
    {
        while (ClassicCodec.FrameLength(Received.Unread) is { } length && length <= Received.Unread.Length)
        {
            handler.OnFrame(Received.Unread[..length], arrivedAt);
            Received.Consume(length);
        }

        return null;
    }
}
