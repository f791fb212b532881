using System.Net;
using System.Net.Sockets;
using KefuChat.Load.Clients;
using KefuChat.Load.Idle;
using KefuChat.Load.Options;
using KefuChat.Load.Sync;

namespace KefuChat.Load.Tests.Crowd;

/// <summary>A server that takes connections and answers nothing: every kind of run gives it up.</summary>
public sealed class DeafServerTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly LoadOptions _options;

    public DeafServerTests()
    {
        _listener.Start();
        _options = new LoadOptions
        {
            Url = new Uri($"http://{_listener.LocalEndpoint}"),
            UserTokens = true,
            Patience = TimeSpan.FromMilliseconds(50),
        };
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public Task A_load_gives_up() =>
        AssertGivesUpAsync("connecting all", new LoadRun(_options, TextWriter.Null).RunAsync(default));

    [Fact]
    public Task Idle_connections_give_up() =>
        AssertGivesUpAsync("one of the crowd", new IdleRun(_options, 5, TextWriter.Null).RunAsync(default));

    [Fact]
    public Task Syncs_give_up() =>
        AssertGivesUpAsync("connecting the writer", new SyncRun(_options, 5, TextWriter.Null).RunAsync(default));

    [Fact]
    public async Task Who_is_stopped_by_hand_has_not_given_up()
    {
        using var stop = new CancellationTokenSource();
        var work = Patience.LimitAsync(TimeSpan.FromHours(1), "work", token => Task.Delay(Timeout.Infinite, token), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    private static async Task AssertGivesUpAsync(string what, Task run) =>
        Assert.Equal($"{what}: not done after 0.05 s", (await Assert.ThrowsAsync<LoadException>(() => run)).Message);
}
