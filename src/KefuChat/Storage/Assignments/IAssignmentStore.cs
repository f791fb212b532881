using KefuChat.Protocol;

namespace KefuChat.Storage.Assignments;

/// <summary>
/// Who answers whom, on stable storage: one assignment for each (store, customer), changed atomically whoever asks at
/// once. Safe to call from any thread; every call throws <see cref="StorageUnavailableException"/> when it cannot be
/// answered, and may then be made again.
/// </summary>
/// <remarks>
/// A customer's first stored message to a store makes the assignment by itself, to the seller it was addressed to, and
/// the next message after a close opens it again (<see cref="SaveResult.IsReopened"/>): whichever way a message comes,
/// an answered customer has one open conversation.
/// </remarks>
internal interface IAssignmentStore
{
    /// <summary>
    /// The seller a customer is to write to. While the assignment's seller is among the store's sellers it stays, and is
    /// opened where it was closed. Else: among those present the one with the fewest open assignments, over all stores,
    /// and of several such the one who was given one the longest ago; with nobody present, of all sellers the one who was
    /// given one the longest ago.
    /// </summary>
    Task<AssignmentUpdate> ClaimAsync(ClaimRequest request);

    /// <summary>Changes an assignment, if it is still the expected seller's; otherwise it stays, and is answered.</summary>
    Task<AssignmentUpdate> ChangeAsync(AssignmentChange change);

    /// <summary>The assignment of a customer in a store, or null.</summary>
    ValueTask<Assignment?> GetAsync(long storeId, User customer);

    /// <summary>
    /// Forgets assignments claimed before a time whose customers have written nothing to the store since ever: nothing
    /// is kept of visitors who only looked.
    /// </summary>
    /// <returns>How many were forgotten.</returns>
    Task<int> ForgetUnusedAsync(long claimedBeforeMs);
}
