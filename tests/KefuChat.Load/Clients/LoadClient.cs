using System.Net;
using System.Net.Sockets;
using System.Text;
using KefuChat.Load.Network;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Clients;

/// <summary>
/// A user on a connection: authenticates, syncs, then does what the subclass does. <see cref="HandleFrame"/> and
/// <see cref="OnFramesDone"/> run on the receive loop, everything else on any thread.
/// </summary>
internal abstract class LoadClient(long appId, long uid, Framing framing) : IFrameHandler, IDisposable
{
    private const string DeviceId = "load";

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Connection? _connection;
    private Task _receiving = Task.CompletedTask;
    private volatile bool _closing;
    private int _seq;

    public long Uid { get; } = uid;

    /// <summary>Why the connection ended before the run did; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Guards the sequence number and, in subclasses, what must be in step with it.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Writes under <see cref="Gate"/>, reads on the receive loop.</summary>
    protected Codec Codec { get; } = framing.CreateCodec();

    protected bool IsClosed => _closing || Failure is not null;

    /// <summary>Connects, authenticates and syncs from the newest key: from then on all that arrives is live.</summary>
    /// <exception cref="LoadException">It did not come to that.</exception>
    public async Task ConnectAsync(IPEndPoint server, string authority, ITokenSource tokens, CancellationToken cancellation)
    {
        var token = await tokens.GetAsync(appId, Uid, cancellation);
        if (Encoding.UTF8.GetByteCount(token) is var bytes && bytes > Codec.LongestToken)
        {
            throw new LoadException(
                $"the token of user {appId}:{Uid} has {bytes} bytes, and --framing {framing.Name} has room for {Codec.LongestToken}");
        }

        try
        {
            _connection = await Connection.OpenAsync(framing, server, authority, cancellation);
        }
        catch (Exception e) when (e is SocketException or ProtocolException)
        {
            throw new LoadException($"user {appId}:{Uid} could not connect: {e.Message}");
        }

        _receiving = Task.Run(ReceiveAsync, CancellationToken.None);
        SendToken(token);
        await _ready.Task.WaitAsync(cancellation);
    }

    /// <summary>Keeps a connection that only listens from being closed as idle.</summary>
    public void Ping()
    {
        lock (Gate)
        {
            Span<byte> frame = stackalloc byte[Codec.SmallFrame];
            Send(frame[..Codec.WritePing(frame, NextSeq())]);
        }

        Flush();
    }

    /// <summary>Closes the connection; returns when the server agreed, or after <paramref name="patience"/>.</summary>
    public async Task CloseAsync(TimeSpan patience)
    {
        _closing = true;
        _connection?.Close();
        await Task.WhenAny(_receiving, Task.Delay(patience));
        _connection?.Dispose();
        await _receiving;
    }

    public void Dispose() => _connection?.Dispose();

    void IFrameHandler.OnFrame(ReadOnlySpan<byte> payload, long arrivedAt)
    {
        while (Codec.TryRead(payload, out var frame, out var consumed))
        {
            payload = payload[consumed..];
            if (frame.Command == Command.AuthStatus)
            {
                OnAuthStatus(frame);
                continue;
            }

            if (frame.Command == Command.SyncEnd)
            {
                _ready.TrySetResult();
            }

            HandleFrame(frame, arrivedAt);
        }
    }

    /// <inheritdoc/>
    public abstract void OnFramesDone();

    /// <summary>The key to sync from is known: the newest of the user's queue.</summary>
    protected abstract void OnAuthenticated(long newestKey);

    protected abstract void HandleFrame(in Frame frame, long arrivedAt);

    /// <summary>Asks for what follows <paramref name="key"/> in the user's queue.</summary>
    protected void SendSync(long key)
    {
        lock (Gate)
        {
            Span<byte> frame = stackalloc byte[Codec.SmallFrame];
            Send(frame[..Codec.WriteSync(frame, NextSeq(), key)]);
        }

        Flush();
    }

    /// <summary>The next frame's number; under <see cref="Gate"/>, in which the frame must be sent too.</summary>
    protected int NextSeq() => ++_seq;

    protected void Send(ReadOnlySpan<byte> frame) => _connection!.Add(frame);

    protected void Flush() => _connection!.Flush();

    private void SendToken(string token)
    {
        lock (Gate)
        {
            var frame = new byte[token.Length + Codec.FrameOverhead];
            Send(frame.AsSpan(0, Codec.WriteAuthToken(frame, NextSeq(), token, DeviceId)));
        }

        Flush();
    }

    private void OnAuthStatus(in Frame frame)
    {
        if (frame.Status != Status.Ok)
        {
            _ready.TrySetException(new LoadException($"user {appId}:{Uid} was refused: {frame.Status}"));
            return;
        }

        OnAuthenticated(frame.SyncKey);
        SendSync(frame.SyncKey);
    }

    private async Task ReceiveAsync()
    {
        string end;
        try
        {
            end = (await _connection!.ReceiveAsync(this)).ToString();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or ProtocolException or OverflowException)
        {
            end = e.Message;
        }

        if (!_closing)
        {
            Failure = end;
        }

        _ready.TrySetException(new LoadException($"user {appId}:{Uid} could not get ready: {end}"));
    }
}
