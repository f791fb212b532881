using KefuChat.Protocol;

namespace KefuChat.Tests.Processes.Cluster;

/// <summary>A message in somebody's outbox.</summary>
/// <param name="Peer">For whom.</param>
/// <param name="Content">Unique in the test.</param>
internal sealed record Outgoing(User Peer, string Content)
{
    /// <summary>Its frame's number on the present connection; 0: not sent on it yet.</summary>
    public long Seq { get; set; }

    /// <summary>Whether a server ever answered "try again": it then stands behind later ones that passed.</summary>
    public bool WasRefused { get; set; }
}
