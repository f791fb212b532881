using System.Text;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Options;

/// <summary>Reads the command line by <see cref="OptionTable"/>.</summary>
internal static class OptionParser
{
    /// <summary>Stands between what is said of both servers and what is said of the second.</summary>
    public const string Second = "--second";

    /// <summary>What <c>--help</c> prints.</summary>
    public static string Usage
    {
        get
        {
            var usage = new StringBuilder();
            usage.AppendLine("KefuChat.Load sends messages from customers to sellers through a KefuChat server, and reports how fast");
            usage.AppendLine("they went and what became of each. The server's message limit per connection must be off");
            usage.AppendLine("(Kefu__Limits__MessagesPerSecond=0) unless it is what you are after. Any server that speaks the classic");
            usage.AppendLine("protocol will do: with --framing classic or tcp, and --tokens for its users, who are 1001 and up in");
            usage.AppendLine("app 7 (customers), and 1 and up in --kefu-appid (sellers).");
            usage.AppendLine();
            usage.AppendLine("KefuChat.Load baseline relay|signalr --urls URL runs a baseline; --baselines runs both by itself.");
            usage.AppendLine();
            usage.AppendHelp(OptionTable.Entries).AppendLine();
            usage.AppendLine("Exit code: 0; 1 when a persisted message was lost or any was doubled (--smoke: or anything else went");
            usage.Append("wrong); 2 when the run could not be made.");
            return usage.ToString();
        }
    }

    /// <summary>Reads <paramref name="arguments"/>.</summary>
    /// <exception cref="OptionException">They are wrong.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var ofBoth = arguments.TakeWhile(argument => argument != Second).ToList();
        var ofSecond = arguments.Skip(ofBoth.Count + 1).ToList();
        var options = Check(Apply(new LoadOptions(), ofBoth));
        return options switch
        {
            // Where the first one listens and which processes it has says nothing of the second.
            { SecondUrl: { } url } => options with
            {
                Second = Check(Apply(options with { Url = url, TcpPort = null, ServerPids = [] }, ofSecond)),
            },
            _ when ofBoth.Count < arguments.Count => throw new OptionException($"{Second}: there is none without --compare"),
            _ => options,
        };
    }

    private static LoadOptions Apply(LoadOptions options, List<string> arguments) => OptionArguments.Pair(OptionTable.Entries, arguments)
        .OrderBy(pair => pair.Option.Name == "--smoke" ? 0 : 1)
        .Aggregate(options, (options, pair) => pair.Option.Apply(options, pair.Value));

    private static LoadOptions Check(LoadOptions options)
    {
        if (options is { AdminKey: "", TokensFile: null, UserTokens: false })
        {
            throw new OptionException("--admin-key, --admin-key-file or --tokens: one is needed, for users to log in");
        }

        if (options.Framing == Framing.ClassicTcp && options.TcpPort is null)
        {
            throw new OptionException("--framing tcp: needs --tcp-port, where the classic TCP listener is");
        }

        if (options.Framing != Framing.ClassicTcp && options.TcpPort is not null)
        {
            throw new OptionException($"--tcp-port: is for --framing tcp, not {options.Framing.Name}");
        }

        if (options.Rate is not null && options.InFlight is not null)
        {
            throw new OptionException("--rate and --in-flight: give one; at a fixed rate nothing waits for what is in flight");
        }

        if (options.IsOfCrowd && (options.AdminKey.Length == 0 || options.Framing != Framing.KefuV1))
        {
            throw new OptionException("--idle, --sync and --storm: need the admin key, for users of their own, and speak kefu.v1 only");
        }

        return options;
    }
}
