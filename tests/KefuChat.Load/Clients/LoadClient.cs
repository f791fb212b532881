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
internal abstract class LoadClient(long appId, long uid) : IFrameHandler, IDisposable
{
    private const int Web = 3;
    private const int SyncBytes = 32;

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebSocketConnection? _connection;
    private Task _receiving = Task.CompletedTask;
    private volatile bool _closing;
    private int _seq;

    public long Uid { get; } = uid;

    /// <summary>Why the connection ended before the run did; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Guards the sequence number and, in subclasses, what must be in step with it.</summary>
    protected Lock Gate { get; } = new();

    protected bool IsClosed => _closing || Failure is not null;

    /// <summary>Connects, authenticates and syncs from the newest key: from then on all that arrives is live.</summary>
    /// <exception cref="LoadException">It did not come to that.</exception>
    public async Task ConnectAsync(IPEndPoint server, string authority, TokenMint mint, CancellationToken cancellation)
    {
        var token = await mint.MintAsync(appId, Uid, cancellation);
        try
        {
            _connection = await WebSocketConnection.OpenAsync(server, authority, cancellation);
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
            var writer = new FrameWriter(stackalloc byte[SyncBytes]);
            writer.Begin(Command.Ping, NextSeq(), FrameFlags.None, 0);
            Send(writer.Written);
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
        var frame = new FrameReader(payload);
        if (frame.Command == Command.AuthStatus)
        {
            OnAuthStatus(ref frame);
            return;
        }

        if (frame.Command == Command.SyncEnd)
        {
            _ready.TrySetResult();
        }

        HandleFrame(ref frame, arrivedAt);
    }

    /// <inheritdoc/>
    public abstract void OnFramesDone();

    /// <summary>The key to sync from is known: the newest of the user's queue.</summary>
    protected abstract void OnAuthenticated(long newestKey);

    protected abstract void HandleFrame(ref FrameReader frame, long arrivedAt);

    /// <summary>Asks for what follows <paramref name="key"/> in the user's queue.</summary>
    protected void SendSync(long key)
    {
        lock (Gate)
        {
            var writer = new FrameWriter(stackalloc byte[SyncBytes]);
            writer.Begin(Command.Sync, NextSeq(), FrameFlags.None, 2);
            writer.Integer(key);
            writer.Integer(0);
            Send(writer.Written);
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
            var writer = new FrameWriter(new byte[64 + Encoding.UTF8.GetMaxByteCount(token.Length)]);
            writer.Begin(Command.AuthToken, NextSeq(), FrameFlags.None, 3);
            writer.Integer(Web);
            writer.Text(token);
            writer.Text("load");
            Send(writer.Written);
        }

        Flush();
    }

    private void OnAuthStatus(ref FrameReader frame)
    {
        var status = (Status)frame.Integer();
        if (status != Status.Ok)
        {
            _ready.TrySetException(new LoadException($"user {appId}:{Uid} was refused: {status}"));
            return;
        }

        // The status names the user and the time too; neither is news.
        frame.Integer();
        frame.Integer();
        frame.Integer();
        var newestKey = frame.Integer();
        OnAuthenticated(newestKey);
        SendSync(newestKey);
    }

    private async Task ReceiveAsync()
    {
        string end;
        try
        {
            end = await _connection!.ReceiveAsync(this);
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
