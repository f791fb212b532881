namespace KefuChat.Load.Reporting;

/// <summary>What became of the messages of a run.</summary>
/// <param name="Sent">Handed to the socket.</param>
/// <param name="Acknowledged">ACK 0.</param>
/// <param name="Refused">ACK with another status.</param>
/// <param name="Unacknowledged">No ACK until the end.</param>
/// <param name="Unsent">Due by the fixed rate and not sent, because too many were in flight.</param>
/// <param name="Delivered">Taken by the seller, each counted once.</param>
/// <param name="DeliveredBySync">Those of them that no live push brought.</param>
/// <param name="Lost">Acknowledged and not delivered.</param>
/// <param name="Doubled">Taken once more.</param>
/// <param name="Unexpected">ACKs of nothing, and messages at the wrong seller.</param>
internal sealed record MessageCounts(
    long Sent,
    long Acknowledged,
    long Refused,
    long Unacknowledged,
    long Unsent,
    long Delivered,
    long DeliveredBySync,
    long Lost,
    long Doubled,
    long Unexpected);
