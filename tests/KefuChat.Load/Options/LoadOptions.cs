using KefuChat.Load.Protocol;

namespace KefuChat.Load.Options;

/// <summary>What to do, as the command line says; the defaults are here. Ranges are checked by <see cref="OptionTable"/>.</summary>
internal sealed record LoadOptions
{
    /// <summary>The app of the customers: any but the kefu app.</summary>
    public const long CustomerAppId = 7;

    /// <summary>The server; its host is a loopback address, never a name.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5080");

    public Framing Framing { get; init; } = Framing.KefuV1;

    /// <summary>Where the classic TCP listener is, on the host of <see cref="Url"/>; null unless the framing needs it.</summary>
    public int? TcpPort { get; init; }

    /// <summary>Where the connections go.</summary>
    public int ChatPort => TcpPort ?? Url.Port;

    /// <summary>The bearer key of the admin API, to mint tokens; empty when they come from elsewhere.</summary>
    public string AdminKey { get; init; } = "";

    /// <summary>A file of tokens.</summary>
    public string? TokensFile { get; init; }

    /// <summary>Whether a token merely names its user.</summary>
    public bool UserTokens { get; init; }

    public int Customers { get; init; } = 50;

    /// <summary>Sellers when given; <see cref="SellerCount"/> is how many there are.</summary>
    public int? Sellers { get; init; }

    public int SellerCount => Sellers ?? Math.Max(1, Customers / 10);

    /// <summary>Messages each customer has in flight in a closed loop, when given.</summary>
    public int? InFlight { get; init; }

    /// <summary>Messages a second in total, sent on time whatever the server does; null for a closed loop.</summary>
    public double? Rate { get; init; }

    public bool Unpersistent { get; init; }

    /// <summary>Length of a message's content.</summary>
    public int Bytes { get; init; } = 250;

    public double Seconds { get; init; } = 10;

    public double Warmup { get; init; } = 2;

    public long KefuAppId { get; init; } = 1;

    /// <summary>Processes whose CPU time and memory are reported.</summary>
    public IReadOnlyList<int> ServerPids { get; init; } = [];

    /// <summary>Where to write the result as JSON too.</summary>
    public string? JsonFile { get; init; }

    public bool Smoke { get; init; }

    /// <summary>How long is waited for all connections to be ready, or for one user's exchanges with the server.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The second server, when two are compared.</summary>
    public Uri? SecondUrl { get; init; }

    /// <summary>What the second server gets; null unless two are compared.</summary>
    public LoadOptions? Second { get; init; }

    /// <summary>Whether the baselines get the same load, unpersistent.</summary>
    public bool Baselines { get; init; }

    /// <summary>How often each server has its turn.</summary>
    public int Rounds { get; init; } = 3;

    public bool IsComparison => Second is not null || Baselines;

    /// <summary>Whether pages of the HTTP API are measured, and no load is made.</summary>
    public bool Pages { get; init; }

    /// <summary>How many messages there are to make pages of.</summary>
    public int PageMessages { get; init; } = 100_000;

    /// <summary>In how many conversations.</summary>
    public int PageConversations { get; init; } = 5_000;

    /// <summary>How many idle connections are measured, and no load is made; null otherwise.</summary>
    public int? Idle { get; init; }

    /// <summary>Of how many messages syncs are measured, and no load is made; null otherwise.</summary>
    public int? Sync { get; init; }

    /// <summary>How many users come back at once, and no load is made; null otherwise.</summary>
    public int? Storm { get; init; }

    /// <summary>Whether one of these three is measured.</summary>
    public bool IsOfCrowd => (Idle ?? Sync ?? Storm) is not null;

    /// <summary>
    /// How many messages one customer may have in flight. At a fixed rate this is what bounds memory when the server does
    /// not keep up: 1,024 messages or 4 MiB; what is due above that is sent late, its latency counted from when it was due.
    /// </summary>
    public int InFlightLimit => Rate is null ? InFlight ?? 1 : Math.Clamp((4 << 20) / Bytes, 1, 1024);
}
