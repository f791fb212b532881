using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using KefuChat.Connections;
using KefuChat.Connections.WebSockets;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.TestClients;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.DependencyInjection;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>What is not for the middleware goes on with every byte, and at once; each step is taken by hand.</summary>
public sealed class WebSocketConnectionMiddlewareTests() : EndToEndTest(HostKind.InMemory)
{
    private readonly DuplexPipe _pipe = new();
    private readonly List<string> _passed = [];
    private bool _hasPassed;

    [Theory]
    [InlineData("P", "OST /ws HTTP/1.1")]
    [InlineData("GET /w", "rong HTTP/1.1")]
    [InlineData("GET /ws", "/ HTTP/1.1")]
    [InlineData("GET /ws HTTP/1.1\r\nHost: x\r", "\n\r\n")]
    public async Task Another_request_goes_on_as_soon_as_it_is_known_to_be_one(string first, string rest)
    {
        var serving = Serve();
        await SendAsync(first);
        await SendAsync(rest);
        Assert.Equal(first + rest, string.Concat(_passed));
        await EndAsync(serving);
    }

    [Fact]
    public async Task A_head_that_is_too_long_goes_on()
    {
        var serving = Serve();
        var head = "GET /ws HTTP/1.1\r\nLong: " + new string('x', WebSocketRequestHead.MaxBytes);
        await SendAsync(head);
        Assert.Equal(head, string.Concat(_passed));
        await EndAsync(serving);
    }

    [Fact]
    public async Task A_head_that_does_not_end_in_time_goes_on_and_what_comes_late_too()
    {
        var time = Server.UseManualTime();
        var serving = Serve();
        await SendAsync("GET /ws HTTP/1.1\r\n");
        time.Advance(WebSocketConnectionMiddleware.Patience - TimeSpan.FromTicks(1));
        await SendAsync("Host: x\r\n");
        Assert.Empty(_passed);

        time.Advance(TimeSpan.FromTicks(1));
        await SendAsync("\r\n");

        Assert.Equal("GET /ws HTTP/1.1\r\nHost: x\r\n\r\n", string.Concat(_passed));
        await EndAsync(serving);
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_a_head()
    {
        using var stopping = new CancellationTokenSource();
        var serving = Serve(stopping.Token);
        Assert.False(serving.IsCompleted);
        await stopping.CancelAsync();
        await SendAsync("late");
        Assert.Equal("late", Assert.Single(_passed));
        await EndAsync(serving);
    }

    [Fact]
    public Task A_connection_that_is_reset_goes_on() => BreaksAsync(new ConnectionResetException("reset"));

    /// <summary>Only for resets Kestrel has an exception of its own.</summary>
    [Fact]
    public Task A_connection_that_times_out_goes_on() => BreaksAsync(new SocketException((int)SocketError.TimedOut));

    [Fact]
    public async Task A_WebSocket_does_not_go_on()
    {
        var serving = Serve();
        await SendAsync(RawClient.Request());
        var response = Encoding.ASCII.GetString(_pipe.Sent());
        Assert.StartsWith("HTTP/1.1 101 Switching Protocols\r\n", response, StringComparison.Ordinal);
        Assert.Single(Server.Get<ConnectionRegistry>().All);

        await _pipe.FromPeer.WriteAsync(ClientFrame.Close(1000));
        await serving;
        Assert.Equal([0x88, 2, 3, 232], _pipe.Sent());
        Assert.Empty(_passed);
        Assert.Empty(Server.Get<ConnectionRegistry>().All);
    }

    [Fact]
    public async Task A_peer_that_says_goodbye_and_does_not_read_is_dropped_in_time()
    {
        var time = Server.UseManualTime();
        var connection = new UnreadConnection { Transport = _pipe };
        var serving = Serve(connection);
        await SendAsync(RawClient.Request());
        await _pipe.FromPeer.WriteAsync(ClientFrame.Close(1000));
        await connection.Disposing.WaitAsync(ChatClient.Patience);

        time.Advance(ConnectionDeadline.CloseTimeout - TimeSpan.FromTicks(1));
        Assert.False(serving.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        await serving.WaitAsync(ChatClient.Patience);
    }

    private async Task SendAsync(string text) => await _pipe.FromPeer.WriteAsync(Encoding.ASCII.GetBytes(text));

    private async Task BreaksAsync<T>(T cause)
        where T : Exception
    {
        var serving = Serve();
        await _pipe.FromPeer.CompleteAsync(cause);
        Assert.Same(cause, await Assert.ThrowsAsync<T>(() => serving));
        Assert.True(_hasPassed);
    }

    private async Task EndAsync(Task serving)
    {
        await _pipe.FromPeer.CompleteAsync();
        await serving;
    }

    private Task Serve(CancellationToken stopping = default) => Serve(new DefaultConnectionContext("1") { Transport = _pipe }, stopping);

    private Task Serve(DefaultConnectionContext connection, CancellationToken stopping = default)
    {
        Server.Start();
        connection.Features.Set<IConnectionLifetimeNotificationFeature>(new Lifetime(stopping));
        return ActivatorUtilities.CreateInstance<WebSocketConnectionMiddleware>(Server.Services, new ConnectionDelegate(PassAsync))
            .OnConnectionAsync(connection);
    }

    /// <summary>In the HTTP server's place: reads everything as soon as it is there.</summary>
    private async Task PassAsync(ConnectionContext connection)
    {
        _hasPassed = true;
        ReadResult result;
        do
        {
            result = await connection.Transport.Input.ReadAsync();
            _passed.Add(Encoding.ASCII.GetString(result.Buffer));
            connection.Transport.Input.AdvanceTo(result.Buffer.End);
        }
        while (!result.IsCompleted);
    }

    /// <summary>As Kestrel's are: its end waits until the peer has read everything, or it is aborted.</summary>
    private sealed class UnreadConnection : DefaultConnectionContext
    {
        private readonly TaskCompletionSource _disposing = new();
        private readonly TaskCompletionSource _aborted = new();

        public Task Disposing => _disposing.Task;

        public override void Abort(ConnectionAbortedException abortReason) => _aborted.TrySetResult();

        public override async ValueTask DisposeAsync()
        {
            _disposing.TrySetResult();
            await _aborted.Task;
            await base.DisposeAsync();
        }
    }

    private sealed class Lifetime(CancellationToken stopping) : IConnectionLifetimeNotificationFeature
    {
        public CancellationToken ConnectionClosedRequested { get; set; } = stopping;

        public void RequestClose()
        {
        }
    }
}
