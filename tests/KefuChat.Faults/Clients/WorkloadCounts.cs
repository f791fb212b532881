namespace KefuChat.Faults.Clients;

/// <summary>What the clients have done so far.</summary>
/// <param name="Sent">Messages written by users; one sent again counts once.</param>
/// <param name="Acknowledged">Of these, how many were acknowledged as stored.</param>
/// <param name="Refused">Refusals that said "retry", which the clients did.</param>
/// <param name="Resent">Sendings beyond the first of a message.</param>
/// <param name="Delivered">Messages that clients took over from their queues.</param>
/// <param name="Reconnects">Connections made after the first of each client.</param>
internal sealed record WorkloadCounts(long Sent, long Acknowledged, long Refused, long Resent, long Delivered, long Reconnects)
{
    public static WorkloadCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static WorkloadCounts operator +(WorkloadCounts left, WorkloadCounts right) => new(
        left.Sent + right.Sent,
        left.Acknowledged + right.Acknowledged,
        left.Refused + right.Refused,
        left.Resent + right.Resent,
        left.Delivered + right.Delivered,
        left.Reconnects + right.Reconnects);
}
