using System.Buffers.Binary;
using System.Net.Sockets;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Network;

/// <summary>Frames in WebSocket messages: binary ones in one piece, or text that comes in fragments, each handed over as it is.</summary>
internal sealed class WebSocketConnection(Socket socket, bool isText) : Connection(socket)
{
    private const ushort NormalClosure = 1000;

    private readonly WebSocketOpcode _opcode = isText ? WebSocketOpcode.Text : WebSocketOpcode.Binary;

    private bool IsText => _opcode == WebSocketOpcode.Text;

    public override void Add(ReadOnlySpan<byte> frame) => Sends.Add(_opcode, frame);

    public override void Close()
    {
        Span<byte> code = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(code, NormalClosure);
        Sends.Add(WebSocketOpcode.Close, code);
        Sends.Flush();
    }

    protected override CloseReason? HandOver(IFrameHandler handler, long arrivedAt)
    {
        while (WebSocketFrame.TryRead(Received.Unread, out var opcode, out var payload, out var consumed, mayBeFragment: IsText))
        {
            switch (opcode)
            {
                case WebSocketOpcode.Ping:
                    Sends.Add(WebSocketOpcode.Pong, payload);
                    Sends.Flush();
                    break;
                case WebSocketOpcode.Pong:
                    break;
                case WebSocketOpcode.Close:
                    return CloseReason.Read(payload);
                case var _ when opcode == _opcode || (IsText && opcode == WebSocketOpcode.Continuation):
                    handler.OnFrame(payload, arrivedAt);
                    break;
                default:
                    throw new ProtocolException($"the server sent a WebSocket frame with opcode {opcode}");
            }

            Received.Consume(consumed);
        }

        return null;
    }
}
