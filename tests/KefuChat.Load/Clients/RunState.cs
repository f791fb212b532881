using System.Security.Cryptography;
using KefuChat.Load.Measurement;
using KefuChat.Load.Options;

namespace KefuChat.Load.Clients;

/// <summary>What all connections of a run share: which run it is, when it measures, and where measurements go.</summary>
internal sealed class RunState
{
    private RunWindow? _window;

    public RunState(LoadOptions options)
    {
        Options = options;

        // Sellers round robin: customer i writes to seller i mod sellers.
        Ledgers = [.. Enumerable.Range(0, options.Customers)
            .Select(customer => new MessageLedger(LoadSeller.FirstUid + (customer % options.SellerCount)))];
    }

    public LoadOptions Options { get; }

    public uint RunId { get; } = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));

    /// <summary>One for each customer, by its index.</summary>
    public IReadOnlyList<MessageLedger> Ledgers { get; }

    public Histogram AckLatency { get; } = new();

    public Histogram DeliveryLatency { get; } = new();

    /// <summary>How late messages were sent; only at a fixed rate.</summary>
    public Histogram SendLag { get; } = new();

    /// <summary>Null at a closed loop. Set before <see cref="Window"/>.</summary>
    public SendSchedule? Schedule { get; private set; }

    /// <summary>Null until every connection is ready: then customers may send.</summary>
    public RunWindow? Window => Volatile.Read(ref _window);

    /// <summary>Lets the customers send from now on.</summary>
    public RunWindow Begin()
    {
        var now = Clock.Now;
        Schedule = Options.Rate is { } rate ? new SendSchedule(now, rate, Options.Customers) : null;
        var window = new RunWindow(now, Options.Warmup, Options.Seconds);
        Volatile.Write(ref _window, window);
        return window;
    }
}
