using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>A kind of fault.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="WhyNot">Why the machine cannot have it; null when it can.</param>
/// <param name="Variants">
/// The ways it can befall a cluster; each draws the node it hits, and whatever else is left to chance. None: it does not
/// concern such a cluster.
/// </param>
internal sealed record FaultKind(
    string Name, Func<Machine, string?> WhyNot, Func<Topology, IReadOnlyList<Func<Random, Fault>>> Variants);
