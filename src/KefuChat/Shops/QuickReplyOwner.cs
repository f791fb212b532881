namespace KefuChat.Shops;

/// <summary>Whose quick replies: a store's, for all its sellers, or a seller's own.</summary>
/// <param name="Prefix">What the ids of the owner's documents begin with.</param>
internal readonly record struct QuickReplyOwner(string Prefix)
{
    /// <summary>A store.</summary>
    public static QuickReplyOwner Store(long storeId) => new($"store/{DocumentIds.Of(storeId)}/");

    /// <summary>A seller.</summary>
    public static QuickReplyOwner Seller(long uid) => new($"seller/{DocumentIds.Of(uid)}/");
}
