namespace KefuChat.Storage.Postgres;

/// <summary>A message that is stored, as a duplicate is answered.</summary>
/// <param name="Conversation">Its conversation: customer's queue, store, seller's queue.</param>
/// <param name="ReceiverKey">Its key in the receiver's queue.</param>
/// <param name="SenderKey">Its key in the sender's queue.</param>
/// <param name="TimestampMs">Its timestamp, Unix milliseconds.</param>
internal sealed record PostgresKnownMessage(
    (long Customer, long StoreId, long Seller) Conversation, long ReceiverKey, long SenderKey, long TimestampMs)
{
    /// <summary>The answer to one that is saved again, in a conversation.</summary>
    public SaveResult Answer((long Customer, long StoreId, long Seller) conversation) => new(
        conversation == Conversation ? SaveStatus.Duplicate : SaveStatus.Reused, ReceiverKey, SenderKey, TimestampMs);
}
