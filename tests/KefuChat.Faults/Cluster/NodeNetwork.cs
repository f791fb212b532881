using System.Net;

namespace KefuChat.Faults.Cluster;

/// <summary>A node's network namespace, and the packets it loses.</summary>
internal sealed class NodeNetwork(string name, IPAddress address)
{
    private const string Table = "kefu-faults";

    public IPAddress Address => address;

    /// <summary>What goes before a command so that it runs in the namespace. The process remains the same.</summary>
    public IReadOnlyList<string> Enter => ["nsenter", $"--net={Network.Namespaces}/{name}"];

    /// <summary>Loses <paramref name="percent"/> of the packets, by chance, in silence. Until <see cref="HealAsync"/>.</summary>
    /// <param name="direction">Which packets.</param>
    /// <param name="peer">Only those from and to there; null: everybody's.</param>
    /// <param name="percent">1 to 100; 100 is a partition.</param>
    public Task DropAsync(PacketDirection direction, IPAddress? peer, int percent)
    {
        var chance = percent < 100 ? $"numgen random mod 100 < {percent} " : "";
        var from = peer is null ? "iifname != \"lo\" " : $"ip saddr {peer} ";
        var to = peer is null ? "oifname != \"lo\" " : $"ip daddr {peer} ";
        return Tool.RunAsync("ip", "netns", "exec", name, "nft", $$"""
            table inet {{Table}} {
                chain input {
                    type filter hook input priority 0
                    {{(direction == PacketDirection.Out ? "" : $"{from}{chance}counter drop")}}
                }
                chain output {
                    type filter hook output priority 0
                    {{(direction == PacketDirection.In ? "" : $"{to}{chance}counter drop")}}
                }
            }

            """);
    }

    /// <summary>Loses no packets any more.</summary>
    public Task HealAsync() => Tool.RunAsync("ip", "netns", "exec", name, "nft", "delete", "table", "inet", Table);
}
