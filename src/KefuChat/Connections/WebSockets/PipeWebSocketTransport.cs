using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using KefuChat.Protocol;

namespace KefuChat.Connections.WebSockets;

/// <summary>
/// A WebSocket on the bytes of its connection: one binary message is one frame. What is waited for takes no buffer, as
/// long as the pipe takes none.
/// </summary>
/// <param name="pipe">The connection behind the handshake; both ends are completed at the end.</param>
/// <param name="maxFrameBytes">A longer message is refused with 1009.</param>
/// <param name="abort">Drops the connection.</param>
internal sealed class PipeWebSocketTransport(IDuplexPipe pipe, int maxFrameBytes, Action abort) : Transport
{
    private readonly PipeReader _input = pipe.Input;
    private readonly WebSocketReader _reader = new(maxFrameBytes);
    private readonly WebSocketWriter _writer = new(pipe.Output);

    // What came and is not read yet; belongs to the pipe until it is given back.
    private ReadOnlySequence<byte> _rest;
    private bool _holdsRest;

    // The latest PING in what came: one answer for all of them is allowed (RFC 6455, 5.5.3), and no flood costs more.
    private ReadOnlySequence<byte>? _ping;

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<TransportRead> ReadAsync()
    {
        try
        {
            while (true)
            {
                while (_reader.TryRead(ref _rest, out var read))
                {
                    switch (read.Kind)
                    {
                        case WebSocketReadKind.Message:
                            return TransportRead.Of(read.Payload);
                        case WebSocketReadKind.Ping:
                            _ping = read.Payload;
                            break;
                        case WebSocketReadKind.Refusal:
                            return TransportRead.Refuse(read.Refusal.Code, read.Refusal.Reason);
                        default:
                            return TransportRead.Closed;
                    }
                }

                if (_ping is { } latest)
                {
                    await _writer.WritePongAsync(latest);
                }

                if (!await FillAsync())
                {
                    return TransportRead.Closed;
                }
            }
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            return TransportRead.Closed;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DiscardAsync()
    {
        try
        {
            var skip = 0L;
            do
            {
                if (SkipFrames(ref skip))
                {
                    return;
                }
            }
            while (await FillAsync());
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            // That is what was waited for.
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> WriteAsync(FrameWriter frames)
    {
        try
        {
            return await _writer.WriteMessagesAsync(frames);
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask CloseAsync(CloseCode code, string reason)
    {
        try
        {
            await _writer.WriteCloseAsync(code, reason);
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            // Nobody is left to hear it.
        }
    }

    /// <inheritdoc/>
    public override void Abort() => abort();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _writer.Dispose();
        await _input.CompleteAsync();
        try
        {
            // A pipe upon a stream tries once more to write what it could not.
            await pipe.Output.CompleteAsync();
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            // Nobody is left to read it.
        }
    }

    /// <summary>Gives back what was read and waits for more. False: nothing more comes.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAsync()
    {
        var known = _rest.Length;
        if (_holdsRest)
        {
            _input.AdvanceTo(_rest.Start, _rest.End);
            (_rest, _ping, _holdsRest) = (default, null, false);
        }

        var result = await _input.ReadAsync();
        (_rest, _holdsRest) = (result.Buffer, true);
        return _rest.Length > known;
    }

    /// <summary>Drops frames, however large or wrong they are, up to the peer's goodbye. True: it came.</summary>
    /// <param name="skip">How many bytes of a payload are still to come.</param>
    private bool SkipFrames(ref long skip)
    {
        while (true)
        {
            var skipped = Math.Min(skip, _rest.Length);
            _rest = _rest.Slice(skipped);
            skip -= skipped;
            if (skip > 0 || !WebSocketFrameHeader.TryRead(_rest, out var header))
            {
                return false;
            }

            if (header.Opcode == WebSocketOpcode.Close)
            {
                return true;
            }

            // Behind a length that cannot be, nothing can be found any more.
            _rest = _rest.Slice(header.Bytes);
            skip = header.PayloadBytes < 0 ? long.MaxValue : header.PayloadBytes;
        }
    }
}
