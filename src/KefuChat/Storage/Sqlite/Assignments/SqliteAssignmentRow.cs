using KefuChat.Protocol;
using KefuChat.Storage.Assignments;

namespace KefuChat.Storage.Sqlite;

/// <summary>An assignment as its table holds it; the table's key is (customer's queue, store).</summary>
/// <param name="SellerId">The seller's uid in the kefu app.</param>
/// <param name="IsOpen">Whether the conversation is open.</param>
/// <param name="IsUsed">Whether a message was ever stored in it.</param>
/// <param name="Turn">Higher than all before when a seller is given it.</param>
/// <param name="ChangedAtMs">When the seller or the state last changed, Unix milliseconds.</param>
/// <param name="TransferredBy">The seller who handed it over; 0 when it was never transferred.</param>
/// <param name="Note">What that seller noted for the other sellers.</param>
internal sealed record SqliteAssignmentRow(
    long SellerId, bool IsOpen, bool IsUsed, long Turn, long ChangedAtMs, long TransferredBy = 0, string Note = "")
{
    /// <summary>As it is told to others.</summary>
    public Assignment ToAssignment(long storeId, User customer) =>
        new(storeId, customer, SellerId, IsOpen, ChangedAtMs, TransferredBy, Note);
}
