using KefuChat.Protocol;

namespace KefuChat.Storage.Customers;

/// <summary>
/// What is done to customers' data as a whole: given to another identity, or removed. Safe to call from any thread; every
/// call throws <see cref="StorageUnavailableException"/> when it cannot be answered, and may then be made again.
/// </summary>
/// <remarks>
/// What is removed leaves holes in queues: keys are never given twice, and a queue's newest key stays what it was.
/// </remarks>
internal interface ICustomerDataStore
{
    /// <summary>
    /// Gives all a visitor's messages to a customer: they leave the visitor's queue and are added to the customer's,
    /// in their order, under new keys; the sellers' queues keep theirs. Conversations, read positions and assignments
    /// follow; where both have an assignment in a store, an open one of the customer's stays. Made again, it moves what
    /// has come since.
    /// </summary>
    /// <returns>How many messages the customer was given.</returns>
    Task<int> MergeAsync(User visitor, User customer);

    /// <summary>
    /// Removes a customer's messages, oldest first, from that queue and from the sellers', and with the last of them read
    /// positions, device keys and assignments. What stays is the number of the newest key.
    /// </summary>
    /// <param name="customer">The customer.</param>
    /// <param name="limit">The most messages of one call, at least 1: others wait for it.</param>
    /// <returns>How many were removed; fewer than the limit when all is done.</returns>
    Task<int> EraseAsync(User customer, int limit);

    /// <summary>Removes a store's messages from before a time, oldest first, and what of conversations and closed assignments is empty then.</summary>
    /// <param name="storeId">The store.</param>
    /// <param name="beforeMs">Unix milliseconds.</param>
    /// <param name="limit">The most messages of one call, at least 1.</param>
    /// <returns>How many were removed; fewer than the limit when all is done.</returns>
    Task<int> ExpireAsync(long storeId, long beforeMs, int limit);
}
