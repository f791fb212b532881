using KefuChat.Storage;
using KefuChat.Storage.Sharding;

namespace KefuChat.Support;

/// <summary>Tells receivers of messages that a repair brought to their queues, as of those whose gateway died before it told them.</summary>
internal sealed class RepairedMessages(MessageDelivery delivery) : IRepairedMessages
{
    /// <inheritdoc/>
    public void Repaired(SaveRequest save, SaveResult result) =>
        delivery.DeliverStored(save, result with { Status = SaveStatus.Duplicate }, sendingConnection: 0, receive: null);
}
