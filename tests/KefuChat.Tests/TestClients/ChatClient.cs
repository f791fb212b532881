using System.Threading.Channels;
using KefuChat.Protocol;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.TestClients;

/// <summary>A client of either framing: counts its frames, and hands out what the server sent in order.</summary>
internal abstract class ChatClient(ClientSocket socket) : IAsyncDisposable
{
    /// <summary>Nothing on loopback takes so long; a test that waits longer has found a hang.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<ServerFrame> _received = Channel.CreateUnbounded<ServerFrame>();
    private Task _reading = Task.CompletedTask;

    /// <summary>The number of the last frame sent.</summary>
    public int Seq { get; protected set; }

    /// <summary>How the server closed: code and reason; code 0 when it just went away.</summary>
    public Task<(int Code, string Reason)> Closed => socket.Closed.WaitAsync(Patience);

    protected ClientSocket Socket => socket;

    /// <summary>Starts to read. Left uncalled, the client is one that does not read.</summary>
    public void Read() => _reading = ReadAllAsync();

    /// <summary>Sends bytes as one frame, whatever they are.</summary>
    public Task SendRawAsync(byte[] frame) => socket.SendAsync(frame);

    /// <summary>The next frame from the server.</summary>
    public async Task<ServerFrame> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await _received.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException("no frame came");
        }
    }

    /// <summary>The next frame, however long it takes.</summary>
    public ValueTask<ServerFrame> ReadAsync(CancellationToken cancellationToken) => _received.Reader.ReadAsync(cancellationToken);

    /// <summary>The next frame, which must be this command.</summary>
    public async Task<ServerFrame> ExpectAsync(Command command)
    {
        var frame = await NextAsync();
        Assert.Equal(command, frame.Command);
        return frame;
    }

    /// <summary>The next frame of this command; what comes before it is passed over.</summary>
    public async Task<ServerFrame> UntilAsync(Command command)
    {
        while (true)
        {
            var frame = await NextAsync();
            if (frame.Command == command)
            {
                return frame;
            }
        }
    }

    /// <summary>So many next frames.</summary>
    public async Task<List<ServerFrame>> TakeAsync(int count)
    {
        var frames = new List<ServerFrame>();
        while (frames.Count < count)
        {
            frames.Add(await NextAsync());
        }

        return frames;
    }

    /// <summary>All that came before the server closed.</summary>
    public async Task<List<ServerFrame>> RestAsync()
    {
        await _reading.WaitAsync(Patience);
        var frames = new List<ServerFrame>();
        await foreach (var frame in _received.Reader.ReadAllAsync())
        {
            frames.Add(frame);
        }

        return frames;
    }

    /// <summary>Asserts that nothing was sent before the answer to a PING: what would have come had its chance.</summary>
    public async Task ExpectNothingAsync()
    {
        await PingAsync();
        await ExpectAsync(Command.Pong);
    }

    public abstract Task PingAsync();

    /// <summary>Says goodbye and waits for the server's.</summary>
    public async Task CloseAsync()
    {
        await socket.CloseAsync();
        await _reading.WaitAsync(Patience);
    }

    /// <summary>Drops the socket, as a network does.</summary>
    public void Abort() => socket.Abort();

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await _reading.WaitAsync(Patience);
        await socket.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ServerFrame Decode(byte[] frame);

    private async Task ReadAllAsync()
    {
        while (await socket.ReceiveAsync() is { } frame)
        {
            _received.Writer.TryWrite(Decode(frame));
        }

        _received.Writer.Complete();
    }
}
