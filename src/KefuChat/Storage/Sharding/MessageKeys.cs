namespace KefuChat.Storage.Sharding;

/// <summary>A message's keys in one shard.</summary>
/// <param name="CustomerKey">In the customer's queue there.</param>
/// <param name="SellerKey">In the seller's queue there.</param>
internal readonly record struct MessageKeys(long CustomerKey, long SellerKey);
