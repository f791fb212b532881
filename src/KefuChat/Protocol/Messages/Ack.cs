namespace KefuChat.Protocol;

/// <summary>Server → client: what became of the frame <see cref="AckedSeq"/>.</summary>
/// <param name="AckedSeq">The client's number of that frame.</param>
/// <param name="Status">What became of it.</param>
/// <param name="SyncKey">The message's key in the sender's own queue; 0 when it was not stored.</param>
/// <param name="TimestampMs">The server's timestamp of the message, Unix milliseconds; 0 when refused.</param>
/// <param name="Reason">Short English for a developer's eyes; "" when all is well.</param>
internal sealed record Ack(long AckedSeq, Status Status, long SyncKey, long TimestampMs, string Reason) : Message
{
    /// <inheritdoc/>
    public override Command Command => Command.Ack;
}
