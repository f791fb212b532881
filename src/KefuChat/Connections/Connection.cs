using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Telemetry;

namespace KefuChat.Connections;

/// <summary>
/// Wraps a socket: one read loop, one write loop, a bounded send queue, closed once. Knows frames and limits; what a
/// message means is its handler's affair. <see cref="RunAsync"/> is called once; the rest may be called from any thread.
/// </summary>
internal sealed partial class Connection : IAsyncDisposable
{
    private readonly Transport _transport;
    private readonly Codec _codec;
    private readonly ILogger _logger;
    private readonly SendQueue _outgoing;
    private readonly SemaphoreSlim _handling = new(1);
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectionDeadline _deadline;
    private IConnectionHandler? _handler;
    private Refusal _ending;
    private int _isClosing;

    /// <summary>Wraps an accepted socket.</summary>
    public Connection(long id, Transport transport, Codec codec, LimitOptions limits, TimeProvider time, ILogger logger)
    {
        Id = id;
        _transport = transport;
        _codec = codec;
        _logger = logger;
        _outgoing = new SendQueue(limits.SendQueueFrames);
        RateLimit = new TokenBucket(limits.MessagesPerSecond, limits.MessageBurst, time);
        _deadline = new ConnectionDeadline(limits, time, Close, transport.Abort);
    }

    /// <summary>Tells connections apart, across gateways too.</summary>
    public long Id { get; }

    /// <summary>The connection's rate limit, for its handler.</summary>
    public TokenBucket RateLimit { get; }

    /// <summary>Whether a refused token ends this connection at once.</summary>
    public bool ClosesOnFailedAuthentication => _codec.ClosesOnFailedAuthentication;

    /// <summary>What waits to be sent.</summary>
    public SendQueue Outgoing => _outgoing;

    private bool IsClosing => Volatile.Read(ref _isClosing) != 0;

    /// <summary>Serves the connection until both sides have closed.</summary>
    public async Task RunAsync(IConnectionHandler handler)
    {
        _handler = handler;
        var writing = WriteLoopAsync();
        var ending = EndAsync(handler, writing);
        try
        {
            await ReadLoopAsync(handler);
        }
        finally
        {
            // Whatever happens here, the connection leaves the registry and its loops end.
            Close(CloseCode.Normal, "");
            await ending;
        }
    }

    /// <summary>From here on the idle timeout counts instead of the authentication deadline.</summary>
    public void MarkAuthenticated() => _deadline.MarkAuthenticated();

    /// <summary>Offers the connection something live; never waits.</summary>
    /// <param name="message">A <see cref="Delivery"/> or a <see cref="SyncNotify"/>.</param>
    /// <param name="parent">The message's trace; none when it is not traced.</param>
    public SendResult Deliver(Message message, TraceParent? parent = null)
    {
        var trace = KefuActivity.StartDeliver(parent, Id);
        var result = message switch
        {
            Delivery { IsPush: true } push => _outgoing.Push(push, trace),
            Delivery unpersistent => _outgoing.PushUnpersistent(unpersistent, trace),
            SyncNotify notify => _outgoing.Notify(notify.SyncKey),
            _ => throw new ArgumentException($"{message.Command} is not delivered live", nameof(message)),
        };

        // What is queued belongs to the write loop from here on.
        if (trace is not null && result != SendResult.Queued)
        {
            KefuActivity.EndDeliver(trace, result.Name());
        }

        return result;
    }

    /// <summary>
    /// Ends the connection: what was read is answered, what waits is sent, then the peer hears why. The first call
    /// decides the code; later ones do nothing.
    /// </summary>
    public void Close(CloseCode code, string reason)
    {
        if (Interlocked.CompareExchange(ref _isClosing, 1, 0) == 0)
        {
            _ending = new Refusal(code, reason);
            _deadline.MarkClosing();
            _handler?.OnClosing();
            _outgoing.StopWaiting();
            _closing.SetResult();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _deadline.DisposeAsync();
        await _transport.DisposeAsync();
        _outgoing.Dispose();
        _handling.Dispose();
    }

    private async Task ReadLoopAsync(IConnectionHandler handler)
    {
        while (!IsClosing)
        {
            // A peer that does not read its answers is not read from.
            await _outgoing.WaitForRoomAsync();
            var read = await _transport.ReadAsync();
            if (read.IsClosed)
            {
                return;
            }

            await _handling.WaitAsync();
            try
            {
                if (!IsClosing)
                {
                    await HandleAsync(handler, read);
                }
            }
            finally
            {
                _handling.Release();
            }
        }

        await _transport.DiscardAsync();
    }

    private async ValueTask HandleAsync(IConnectionHandler handler, TransportRead read)
    {
        _deadline.MarkReceived();
        if (read.IsRefused)
        {
            Refuse(read.Refusal);
        }
        else if (!_codec.TryDecode(read.Frame, out var frame, out var refusal))
        {
            Refuse(refusal);
        }
        else
        {
            try
            {
                await handler.HandleAsync(frame);
            }
            catch (Exception e)
            {
                // A bug of ours must not leave the peer waiting in silence.
                LogHandlerFailed(Id, frame.Message.Command, e);
                Close(CloseCode.Overloaded, "internal error");
            }
        }
    }

    private void Refuse(Refusal refusal)
    {
        LogRefused(Id, refusal.Code, refusal.Reason);
        Close(refusal.Code, refusal.Reason);
    }

    private async Task WriteLoopAsync()
    {
        try
        {
            if (await new WriteLoop(_transport, _codec, _outgoing).RunAsync())
            {
                return;
            }
        }
        catch (Exception e)
        {
            LogWriteFailed(Id, e);
        }

        _transport.Abort();
        Close(CloseCode.Normal, "");
    }

    /// <summary>
    /// We first: answers to what was read are sent, then our goodbye; the read loop drops what still comes until the
    /// peer's arrives. They first: the same, and our goodbye is the answer to theirs. Either way the timer drops the
    /// socket when it takes too long.
    /// </summary>
    private async Task EndAsync(IConnectionHandler handler, Task writing)
    {
        await _closing.Task;

        // The frame being handled, if one is, is the last: the read loop looks at IsClosing under the same lock.
        await _handling.WaitAsync();
        _handling.Release();
        await handler.DrainAsync();
        _outgoing.Complete();
        await writing;
        await _transport.CloseAsync(_ending.Code, _ending.Reason);
    }

    [LoggerMessage(2001, LogLevel.Information, "Connection {Id} is closed with {Code:D}: {Reason}")]
    private partial void LogRefused(long id, CloseCode code, string reason);

    [LoggerMessage(2005, LogLevel.Error, "Connection {Id}: writing failed")]
    private partial void LogWriteFailed(long id, Exception cause);

    [LoggerMessage(2002, LogLevel.Error, "Connection {Id}: handling {Command} failed")]
    private partial void LogHandlerFailed(long id, Command command, Exception cause);
}
