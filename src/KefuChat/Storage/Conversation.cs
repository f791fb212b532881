using KefuChat.Protocol;

namespace KefuChat.Storage;

/// <summary>What a customer and a seller say to each other in one store.</summary>
/// <param name="CustomerAppId">The customer's app.</param>
/// <param name="CustomerId">The customer's uid.</param>
/// <param name="StoreId">The store; 0 for none.</param>
/// <param name="SellerId">The seller's uid in the kefu app.</param>
internal readonly record struct Conversation(long CustomerAppId, long CustomerId, long StoreId, long SellerId)
{
    /// <summary>The conversation a message belongs to.</summary>
    public static Conversation Of(CustomerMessage message) =>
        new(message.CustomerAppId, message.CustomerId, message.StoreId, message.SellerId);
}
