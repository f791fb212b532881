using System.Net.Sockets;

namespace KefuChat.Load.Network;

/// <summary>
/// Gathers frames and sends them together: while one send is under way, whatever is added joins the next. Nobody waits
/// for a send, so a server that stops reading stops no receive loop. Safe for many threads. The callers bound what is
/// outstanding, and with it the buffer.
/// </summary>
internal sealed class SendBuffer(Socket socket)
{
    private readonly Lock _gate = new();
    private byte[] _filling = new byte[1024];
    private byte[] _sending = new byte[1024];
    private int _filled;
    private bool _underWay;
    private bool _failed;
    private uint _mask = (uint)Random.Shared.Next();

    /// <summary>Adds a WebSocket frame, to be sent at the next <see cref="Flush"/>.</summary>
    public void Add(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (!_failed)
            {
                _filled += WebSocketFrame.Write(Room(WebSocketFrame.LongestHeader + payload.Length), opcode, payload, NextMask());
            }
        }
    }

    /// <summary>Adds bytes as they are, to be sent at the next <see cref="Flush"/>.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (!_failed)
            {
                bytes.CopyTo(Room(bytes.Length));
                _filled += bytes.Length;
            }
        }
    }

    /// <summary>Sends what was added, unless a send is under way that will take it along.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_underWay || _filled == 0)
            {
                return;
            }

            _underWay = true;
        }

        _ = SendFilledAsync();
    }

    private Span<byte> Room(int bytes)
    {
        var needed = _filled + bytes;
        if (needed > _filling.Length)
        {
            Array.Resize(ref _filling, Math.Max(needed, 2 * _filling.Length));
        }

        return _filling.AsSpan(_filled);
    }

    private async Task SendFilledAsync()
    {
        try
        {
            while (TryTakeFilled(out var bytes))
            {
                while (!bytes.IsEmpty)
                {
                    bytes = bytes[await socket.SendAsync(bytes)..];
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The receive loop meets the same broken connection and tells why; here it only has to stop growing.
            lock (_gate)
            {
                _failed = true;
            }
        }
    }

    private bool TryTakeFilled(out ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            bytes = _filling.AsMemory(0, _filled);
            (_filling, _sending) = (_sending, _filling);
            _filled = 0;
            _underWay = !bytes.IsEmpty;
            return _underWay;
        }
    }

    // xorshift32 (Marsaglia, 2003): a new mask for every frame, as the RFC wants, though nobody between needs fooling.
    private uint NextMask()
    {
        _mask ^= _mask << 13;
        _mask ^= _mask >> 17;
        _mask ^= _mask << 5;
        return _mask;
    }
}
