using KefuChat.Protocol;

namespace KefuChat.Storage.Assignments;

/// <summary>Which seller of a store answers a customer. There is at most one for each (store, customer).</summary>
/// <param name="StoreId">The store, not 0.</param>
/// <param name="Customer">The customer.</param>
/// <param name="SellerId">The seller's uid in the kefu app.</param>
/// <param name="IsOpen">Whether the conversation is open; a closed one keeps its seller.</param>
/// <param name="ChangedAtMs">When the seller or the state last changed, Unix milliseconds.</param>
/// <param name="TransferredBy">The seller who handed it over; 0 when it was never transferred.</param>
/// <param name="Note">What that seller noted for the other sellers; "" for nothing.</param>
internal sealed record Assignment(
    long StoreId, User Customer, long SellerId, bool IsOpen, long ChangedAtMs, long TransferredBy = 0, string Note = "")
{
    /// <summary>The longest note, in characters.</summary>
    public const int MaxNoteLength = 2000;
}
