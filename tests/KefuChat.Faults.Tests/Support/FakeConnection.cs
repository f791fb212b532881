using System.Net.Sockets;
using KefuChat.Load.Network;

namespace KefuChat.Faults.Tests.Support;

/// <summary>A connection to nowhere: keeps what is sent, and tells whether it was given up.</summary>
internal sealed class FakeConnection : Connection
{
    private readonly Socket _socket;
    private readonly List<string> _sent = [];

    public FakeConnection()
        : this(new Socket(SocketType.Stream, ProtocolType.Tcp))
    {
    }

    private FakeConnection(Socket socket)
        : base(socket) => _socket = socket;

    /// <summary>Whether the client let go of it.</summary>
    public bool IsDropped => _socket.SafeHandle.IsClosed;

    /// <summary>Takes what was sent since the last time, in hexadecimal.</summary>
    public IReadOnlyList<string> TakeSent()
    {
        var sent = _sent.ToList();
        _sent.Clear();
        return sent;
    }

    public override void Add(ReadOnlySpan<byte> frame) => _sent.Add(Convert.ToHexStringLower(frame));

    public override void Close()
    {
        // Nobody is there to be told.
    }

    protected override CloseReason? HandOver(IFrameHandler handler, long arrivedAt) => null;
}
