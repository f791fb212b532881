using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using KefuChat.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace KefuChat.Connections;

/// <summary>
/// A raw TCP connection that speaks the classic framing: frames follow each other. Kestrel's transport waits for data
/// before it takes a buffer.
/// </summary>
/// <param name="connection">The accepted connection.</param>
/// <param name="bodyLimit">A body of this many bytes or more is refused.</param>
internal sealed class TcpTransport(ConnectionContext connection, int bodyLimit) : Transport
{
    private readonly PipeReader _input = connection.Transport.Input;
    private readonly PipeWriter _output = connection.Transport.Output;
    private SequencePosition? _consumed;

    /// <inheritdoc/>
    public override async ValueTask<TransportRead> ReadAsync()
    {
        try
        {
            GiveBack();
            while (true)
            {
                var result = await _input.ReadAsync();
                var read = TryRead(result.Buffer);
                if (read is { } frame)
                {
                    return frame;
                }

                _input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                if (result.IsCompleted || result.IsCanceled)
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
            GiveBack();
            while (true)
            {
                var result = await _input.ReadAsync();
                _input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted || result.IsCanceled)
                {
                    return;
                }
            }
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
            var result = await _output.WriteAsync(frames.Bytes);
            return !result.IsCompleted;
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            return false;
        }
    }

    /// <summary>
    /// There is no close code on TCP: the end of the stream says it all. Only our direction ends, behind everything
    /// written. Closing both while bytes of the peer lie unread would reset the connection, and with it would go the
    /// acknowledgements that are still on their way (RFC 1122, 4.2.2.13).
    /// </summary>
    public override ValueTask CloseAsync(CloseCode code, string reason)
    {
        try
        {
            connection.Features.Get<IConnectionSocketFeature>()?.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            // Nobody is left to hear it.
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Abort() => connection.Abort();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _input.CompleteAsync();
        await _output.CompleteAsync();
    }

    /// <summary>The frame read last is done with.</summary>
    private void GiveBack()
    {
        if (_consumed is { } consumed)
        {
            _input.AdvanceTo(consumed);
            _consumed = null;
        }
    }

    /// <summary>A whole frame, a refusal of its header, or null while bytes are missing.</summary>
    private TransportRead? TryRead(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < ClassicHeader.Bytes)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[ClassicHeader.Bytes];
        buffer.Slice(0, ClassicHeader.Bytes).CopyTo(bytes);
        var header = ClassicHeader.Read(bytes);
        if (header.IsRefused(bodyLimit, out var refusal))
        {
            _consumed = buffer.Start;
            return TransportRead.Refuse(refusal.Code, refusal.Reason);
        }

        var length = ClassicHeader.Bytes + header.BodyLength;
        if (buffer.Length < length)
        {
            return null;
        }

        _consumed = buffer.GetPosition(length);
        return TransportRead.Of(buffer.Slice(0, length));
    }
}
