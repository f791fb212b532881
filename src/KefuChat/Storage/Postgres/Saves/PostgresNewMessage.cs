namespace KefuChat.Storage.Postgres;

/// <summary>A message's row to be.</summary>
/// <param name="Request">The message.</param>
/// <param name="Conversation">Its conversation: customer's queue, store, seller's queue.</param>
/// <param name="Sender">The sender's queue.</param>
/// <param name="CustomerKey">Its key in the customer's queue.</param>
/// <param name="SellerKey">Its key in the seller's queue.</param>
internal sealed record PostgresNewMessage(
    SaveRequest Request, (long Customer, long StoreId, long Seller) Conversation, long Sender, long CustomerKey, long SellerKey);
