using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>Something that goes wrong with one node, and is made good again. Two are equal that do the same to the same node.</summary>
/// <param name="Kind">The name of its <see cref="FaultKind"/>.</param>
/// <param name="Node">The node.</param>
internal abstract record Fault(string Kind, string Node)
{
    /// <summary>What it is, whichever of like nodes it hits: faults of one label are counted together.</summary>
    public virtual string Label => $"{Kind} {Topology.RoleOf(Node)}";

    /// <summary>What is done to whom, in full.</summary>
    public virtual string Description => $"{Kind} {Node}";

    /// <summary>Lets it happen. What is returned makes it good, and completes when the node can serve again.</summary>
    /// <exception cref="FaultException">It could not be done.</exception>
    public abstract Task<Func<Task>> InjectAsync(KefuCluster cluster, CancellationToken cancellation);
}
