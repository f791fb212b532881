using KefuChat.Load.Measurement;

namespace KefuChat.Load.Sync;

/// <summary>How long syncs took.</summary>
/// <param name="Messages">How many messages each brought.</param>
/// <param name="Bytes">Length of their content.</param>
/// <param name="Rounds">In how many rounds.</param>
/// <param name="SyncMs">From sending SYNC to the SYNC_END behind which there is no more.</param>
/// <param name="LoginMs">From sending AUTH_TOKEN to its answer.</param>
/// <param name="Lost">Messages that did not come, of all syncs.</param>
/// <param name="Doubled">Messages that came once more.</param>
/// <param name="Misplaced">Messages out of their order, or of somebody else.</param>
/// <param name="Servers">CPU time of the server's processes.</param>
internal sealed record SyncResult(
    int Messages,
    int Bytes,
    int Rounds,
    LatencySummary SyncMs,
    LatencySummary LoginMs,
    int Lost,
    int Doubled,
    int Misplaced,
    IReadOnlyList<SyncProcess> Servers)
{
    /// <summary>Whether anything but the messages written, each once and in order, came.</summary>
    public bool IsBroken => Lost + Doubled + Misplaced > 0;
}
