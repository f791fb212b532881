using Kefu.Imr.V1;
using KefuChat.Cluster;
using KefuChat.Telemetry;

namespace KefuChat.Routing.Grpc;

/// <summary>One routing node, as a gateway sees it: keeps a session with it, and opens another whenever it breaks.</summary>
internal sealed partial class RoutingNode(
    string name, Imr.ImrClient client, string gateway, NodeOutbox outbox, INodeObserver observer, TimeProvider time,
    KefuMetrics? metrics, ILogger logger)
    : IAsyncDisposable
{
    /// <summary>How long what waits may take to be told when this gateway stops.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = logger;
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private NodeSession? _session;
    private bool _isKnownDown;

    /// <summary>The name every gateway knows it by: its address.</summary>
    public string Name => name;

    /// <summary>What this gateway has to tell it.</summary>
    public NodeOutbox Outbox => outbox;

    /// <summary>Whether it can be reached now.</summary>
    public bool IsLive => outbox.IsOpen;

    /// <summary>Opens the first session. Called once.</summary>
    public void Start() => _running = RunAsync();

    /// <summary>Tells what waits, where the node can be reached, and ends the session.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping.TrySetResult();
        var session = Volatile.Read(ref _session);
        if (IsLive)
        {
            session?.Finish();
        }
        else
        {
            session?.End("this gateway stops");
        }

        try
        {
            await _running.WaitAsync(StopLimit, time);
        }
        catch (TimeoutException)
        {
            session?.End("the node took too long over the end");
            await _running;
        }
    }

    private async Task RunAsync()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1));
        while (true)
        {
            var session = new NodeSession(client, gateway, outbox, observer, time);
            Interlocked.Exchange(ref _session, session);
            if (_stopping.Task.IsCompleted)
            {
                return;
            }

            var reason = await session.RunAsync(() =>
            {
                backoff.Reset();
                _isKnownDown = false;
                LogReached(name);
            });
            observer.Ended(this);
            if (_stopping.Task.IsCompleted)
            {
                return;
            }

            TellOnce(reason);
            await Task.WhenAny(Task.Delay(backoff.Next(), time), _stopping.Task);
            metrics?.Retried(RetriedOperation.ImrConnect);
        }
    }

    private void TellOnce(string reason)
    {
        if (!_isKnownDown)
        {
            _isKnownDown = true;
            LogOutOfReach(name, reason);
        }
    }

    [LoggerMessage(6001, LogLevel.Information, "Routing node {Node} is reached")]
    private partial void LogReached(string node);

    [LoggerMessage(6002, LogLevel.Warning, "Routing node {Node} is out of reach: {Reason}")]
    private partial void LogOutOfReach(string node, string reason);
}
