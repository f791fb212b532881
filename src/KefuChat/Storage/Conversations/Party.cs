namespace KefuChat.Storage.Conversations;

/// <summary>On which side of a conversation a user is.</summary>
internal enum Party
{
    /// <summary>The customer: sees all that was said with the store, whichever sellers answered.</summary>
    Customer,

    /// <summary>A seller.</summary>
    Seller,
}
