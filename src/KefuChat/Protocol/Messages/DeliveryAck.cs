namespace KefuChat.Protocol;

/// <summary>
/// Client → server: a pushed frame has arrived. Nothing hangs on it: what a client holds it says with
/// <see cref="SyncKeyConfirmed"/>.
/// </summary>
/// <param name="AckedSeq">The server's number of that frame.</param>
internal sealed record DeliveryAck(long AckedSeq) : Message
{
    /// <inheritdoc/>
    public override Command Command => Command.Ack;
}
