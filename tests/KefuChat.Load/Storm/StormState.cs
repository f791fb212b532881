using System.Collections.Concurrent;
using KefuChat.Load.Crowd;
using KefuChat.Load.Measurement;

namespace KefuChat.Load.Storm;

/// <summary>What the users of a storm share. Safe for many threads.</summary>
internal sealed class StormState(CrowdServer server, QueueFill fill, string[] tokens)
{
    private readonly ConcurrentDictionary<string, long> _failures = new();
    private int _served;

    public CrowdServer Server => server;

    public QueueFill Fill => fill;

    /// <summary>By the user's index.</summary>
    public IReadOnlyList<string> Tokens => tokens;

    /// <summary>When all set out; every latency counts from it, so that a late start here hides nothing there.</summary>
    public long Start { get; private set; }

    public Histogram Connected { get; } = new();

    public Histogram LoggedIn { get; } = new();

    public Histogram Served { get; } = new();

    /// <summary>How many are served so far.</summary>
    public int ServedCount => Volatile.Read(ref _served);

    public IReadOnlyDictionary<string, long> Failures => _failures;

    /// <summary>Everybody sets out now.</summary>
    public void Begin() => Start = Clock.Now;

    public void CountServed() => Interlocked.Increment(ref _served);

    public void CountFailure(string kind) => _failures.AddOrUpdate(kind, 1, static (_, count) => count + 1);
}
