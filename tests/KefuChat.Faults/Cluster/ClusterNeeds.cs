namespace KefuChat.Faults.Cluster;

/// <summary>What the faults of a run need the cluster to be made with.</summary>
/// <param name="Network">Network namespaces.</param>
/// <param name="Disk">A disk of limited size below storage.</param>
/// <param name="Clocks">The nodes whose clocks are moved.</param>
internal sealed record ClusterNeeds(bool Network, bool Disk, IReadOnlySet<string> Clocks);
