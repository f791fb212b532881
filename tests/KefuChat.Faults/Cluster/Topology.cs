using KefuChat.Faults.Options;

namespace KefuChat.Faults.Cluster;

/// <summary>The nodes of a cluster, by role.</summary>
/// <param name="Gateways">Sockets.</param>
/// <param name="Stores">Storage (IMS).</param>
/// <param name="Routers">Routing (IMR).</param>
/// <param name="Databases">PostgreSQL: the first is the primary at the start, the other its standby. None with SQLite.</param>
internal sealed record Topology(
    IReadOnlyList<string> Gateways, IReadOnlyList<string> Stores, IReadOnlyList<string> Routers, IReadOnlyList<string> Databases)
{
    /// <summary>The processes of KefuChat, by role.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Roles => [Gateways, Stores, Routers];

    /// <summary>The cluster over a store.</summary>
    public static Topology Of(StoreKind store)
    {
        string[] gateways = ["gateway-1", "gateway-2"];
        string[] routers = ["imr-1", "imr-2"];
        return store == StoreKind.Postgres
            ? new Topology(gateways, ["ims-1", "ims-2"], routers, ["postgres-1", "postgres-2"])
            : new Topology(gateways, store == StoreKind.Groups ? ["ims-1", "ims-2", "ims-3"] : ["ims-1"], routers, []);
    }

    /// <summary>A node's name without its number.</summary>
    public static string RoleOf(string node) => node[..node.LastIndexOf('-')];
}
