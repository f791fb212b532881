namespace KefuChat.Storage.Sqlite;

/// <summary>Where a message is.</summary>
/// <param name="Message">Its id.</param>
/// <param name="CustomerKey">Its key in the customer's queue.</param>
/// <param name="SellerKey">Its key in the seller's queue.</param>
/// <param name="SellerId">The seller's uid.</param>
internal sealed record SqlitePlace(long Message, long CustomerKey, long SellerKey, long SellerId);
