using KefuChat.Faults.Injection;
using KefuChat.Load.Options;
using static KefuChat.Load.Options.OptionValue;

namespace KefuChat.Faults.Options;

/// <summary>Every option once: the parser and the usage text both read this.</summary>
internal static class FaultOptionTable
{
    private const int LongestSeconds = 86_400;
    private const int MostUsers = 1000;

    public static IReadOnlyList<OptionEntry<FaultOptions>> Entries { get; } =
    [
        new("--store", "NAME", "sqlite (one storage node), postgres (two, over a primary and its standby), or groups (three, users spread over them) (sqlite)",
            (options, value) => options with { Store = OneOf("--store", value, StoreKind.All, store => store.Name) }),
        new("--seed", "N", "what is left to chance is drawn from it: the same faults again (1)",
            (options, value) => options with { Seed = Integer("--seed", value, 0, int.MaxValue) }),
        new("--seconds", "S", "how long faults are injected (60)",
            (options, value) => options with { Seconds = Number("--seconds", value, 1, LongestSeconds) }),
        new("--customers", "N", "customers, who write to sellers (20)",
            (options, value) => options with { Customers = Integer("--customers", value, 1, MostUsers) }),
        new("--sellers", "N", "sellers, who answer (4)",
            (options, value) => options with { Sellers = Integer("--sellers", value, 1, MostUsers) }),
        new("--faults", "A,B,...", $"only these: {string.Join(", ", FaultKinds.All.Select(kind => kind.Name))}",
            (options, value) => options with
            {
                Faults = [.. value.Split(',').Distinct().Select(name => OneOf("--faults", name, FaultKinds.All, kind => kind.Name))],
            }),
        new("--defect", "NAME", "let storage be defective: ack-before-commit or dedupe-off; the run must fail",
            (options, value) => options with { Defect = OneOf("--defect", value, Defect.All, defect => defect.Name) }),
        new("--json", "FILE", "write the result as JSON too",
            (options, value) => options with { JsonFile = value }),
        new("--keep", null, "keep the nodes' logs, wherever the run ends well",
            (options, _) => options with { Keep = true }),
    ];
}
