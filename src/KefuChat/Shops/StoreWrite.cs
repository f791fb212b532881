namespace KefuChat.Shops;

/// <summary>What writing a store came to.</summary>
/// <param name="Version">The version it has now.</param>
/// <param name="IsCreated">Whether there was none before.</param>
internal sealed record StoreWrite(string Version, bool IsCreated);
