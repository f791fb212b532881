namespace KefuChat.Load.Measurement;

/// <summary>
/// What became of one customer's messages, by number. The customer writes <see cref="Acknowledged"/> and the one seller
/// it writes to writes <see cref="Delivered"/>, so that neither needs a lock.
/// </summary>
internal sealed class MessageLedger(long sellerId)
{
    /// <summary>Who is to get the messages.</summary>
    public long SellerId { get; } = sellerId;

    public NumberSet Acknowledged { get; } = new();

    public NumberSet Delivered { get; } = new();

    /// <summary>Messages acknowledged and not delivered so far.</summary>
    public long CountLost() => Acknowledged.CountMissingFrom(Delivered);
}
