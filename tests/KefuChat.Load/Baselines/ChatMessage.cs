namespace KefuChat.Load.Baselines;

/// <summary>The message of the SignalR baseline, with the fields that a CUSTOMER frame has.</summary>
internal sealed record ChatMessage(long CustomerAppId, long CustomerId, long StoreId, long SellerId, string Content, string Uuid);
