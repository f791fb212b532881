using KefuChat.Testing;

namespace KefuChat.Faults.Cluster;

/// <summary>A PostgreSQL server of the cluster.</summary>
/// <param name="Name">Its role and a number.</param>
/// <param name="Network">Where its packets can be lost; null where the machine has no network namespaces.</param>
/// <param name="Server">The server.</param>
internal sealed record DatabaseNode(string Name, NodeNetwork? Network, PostgresServer Server);
