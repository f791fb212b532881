using KefuChat.Load.Protocol;
using static KefuChat.Load.Options.OptionValue;

namespace KefuChat.Load.Options;

/// <summary>Every option once: the parser and the usage text both read this.</summary>
internal static class OptionTable
{
    // An hour; and as many connections as one loopback address has ephemeral ports for, with room to spare.
    private const int LongestSeconds = 3600;
    private const int MostConnections = 20_000;

    // Those come from several addresses.
    private const int MostUsers = 200_000;

    public static IReadOnlyList<OptionEntry<LoadOptions>> Entries { get; } =
    [
        new("--url", "URL", "the server, on loopback (http://127.0.0.1:5080)",
            (options, value) => options with { Url = LoopbackUrl("--url", value) }),
        new("--admin-key", "KEY", "the admin API's key, to mint tokens with",
            (options, value) => options with { AdminKey = value }),
        new("--admin-key-file", "PATH", "a file that holds it",
            (options, value) => options with { AdminKey = KeyFile("--admin-key-file", value) }),
        new("--tokens", "FILE", "a file with a line per user, APPID UID TOKEN, for a server without that API",
            (options, value) => options with { TokensFile = value }),
        new("--user-tokens", null, "a user's token is APPID:UID, as the baselines take it",
            (options, _) => options with { UserTokens = true }),
        new("--framing", "NAME", "v1 (kefu.v1), classic (over WebSocket), tcp (classic), signalr (the baseline's)",
            (options, value) => options with { Framing = OneOf("--framing", value, Framing.All, framing => framing.Name) }),
        new("--tcp-port", "N", "where the server's classic TCP listener is, for --framing tcp",
            (options, value) => options with { TcpPort = Integer("--tcp-port", value, 1, 65_535) }),
        new("--customers", "N", "customer connections (50)",
            (options, value) => options with { Customers = Integer("--customers", value, 1, MostConnections) }),
        new("--sellers", "N", "seller connections (a tenth of the customers, at least 1)",
            (options, value) => options with { Sellers = Integer("--sellers", value, 1, MostConnections) }),
        new("--in-flight", "N", "messages in flight per customer, in a closed loop (1)",
            (options, value) => options with { InFlight = Integer("--in-flight", value, 1, 4096) }),
        new("--rate", "N", "messages a second in total, sent on time, instead of a closed loop",
            (options, value) => options with { Rate = Number("--rate", value, 0.1, 10_000_000) }),
        new("--unpersistent", null, "send messages that are routed and not stored",
            (options, _) => options with { Unpersistent = true }),
        new("--bytes", "N", "length of a message's content, without its uuid (250)",
            (options, value) => options with { Bytes = Integer("--bytes", value, 11, 65_536) }),
        new("--seconds", "S", "how long to measure (10)",
            (options, value) => options with { Seconds = Number("--seconds", value, 0.1, LongestSeconds) }),
        new("--warmup", "S", "how long to send before that (2)",
            (options, value) => options with { Warmup = Number("--warmup", value, 0, LongestSeconds) }),
        new("--kefu-appid", "N", "the app of the sellers (1)",
            (options, value) => options with { KefuAppId = Integer("--kefu-appid", value, 1, int.MaxValue) }),
        new("--server-pid", "P", "report the CPU time per message and memory of this process, or of several: P,P,P",
            (options, value) => options with { ServerPids = [.. options.ServerPids, .. Integers("--server-pid", value, 1, int.MaxValue)] }),
        new("--compare", "URL URL", "alternate two servers, A and B, and print the ratios of their medians",
            (options, value) => options with
            {
                Url = LoopbackUrl("--compare", value.Split(' ')[0]),
                SecondUrl = LoopbackUrl("--compare", value.Split(' ')[1]),
            }),
        new(OptionParser.Second, null, "with --compare: what follows is said of B only, as its --server-pid",
            (options, _) => options),
        new("--baselines", null, "give the same load, unpersistent, to a bare Kestrel relay and a SignalR hub in turn",
            (options, _) => options with { Baselines = true }),
        new("--rounds", "N", "with --compare and --baselines: how often each has its turn (3)",
            (options, value) => options with { Rounds = Integer("--rounds", value, 1, 1000) }),
        new("--json", "FILE", "write the result as JSON too",
            (options, value) => options with { JsonFile = value }),
        new("--pages", null, "write 100,000 messages of one seller, then measure pages of the HTTP API",
            (options, _) => options with { Pages = true }),
        new("--page-messages", "N", "with --pages: how many messages (100000)",
            (options, value) => options with { PageMessages = Integer("--page-messages", value, 1000, 10_000_000) }),
        new("--page-conversations", "N", "with --pages: in how many conversations (5000)",
            (options, value) => options with { PageConversations = Integer("--page-conversations", value, 50, 100_000) }),
        new("--idle", "N", "open N connections, leave them idle for --seconds, and report memory per connection",
            (options, value) => options with { Idle = Integer("--idle", value, 1, MostUsers) }),
        new("--sync", "N", "let N messages wait for a user, then measure how long syncs of them take",
            (options, value) => options with { Sync = Integer("--sync", value, 1, 1_000_000) }),
        new("--storm", "N", "let N users with messages waiting come back at once; measure how long until all have them",
            (options, value) => options with { Storm = Integer("--storm", value, 1, MostUsers) }),
        new("--patience", "S", "how long to wait for connections, or for a sync, before the run is given up (60)",
            (options, value) => options with { Patience = TimeSpan.FromSeconds(Number("--patience", value, 0.1, LongestSeconds)) }),
        new("--smoke", null, "5 customers, 1 seller, 1 s, 1 round; fails when anything at all goes wrong",
            // Applied before the others, which may change it.
            (options, _) => options with { Smoke = true, Customers = 5, Sellers = 1, Seconds = 1, Warmup = 0, Rounds = 1 }),
    ];
}
