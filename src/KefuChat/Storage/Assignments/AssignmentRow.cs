using KefuChat.Protocol;

namespace KefuChat.Storage.Assignments;

/// <summary>An assignment as a store keeps it, known by (customer, store), and what becomes of it.</summary>
/// <param name="SellerId">The seller's uid in the kefu app.</param>
/// <param name="IsOpen">Whether the conversation is open.</param>
/// <param name="IsUsed">Whether a message was ever stored in it.</param>
/// <param name="Turn">Higher than all before when a seller is given it.</param>
/// <param name="ChangedAtMs">When the seller or the state last changed, Unix milliseconds.</param>
/// <param name="TransferredBy">The seller who handed it over; 0 when it was never transferred.</param>
/// <param name="Note">What that seller noted for the other sellers.</param>
internal sealed record AssignmentRow(
    long SellerId, bool IsOpen, bool IsUsed, long Turn, long ChangedAtMs, long TransferredBy = 0, string Note = "")
{
    /// <summary>As it is told to others.</summary>
    public Assignment ToAssignment(long storeId, User customer) =>
        new(storeId, customer, SellerId, IsOpen, ChangedAtMs, TransferredBy, Note);

    /// <summary>
    /// What a stored message makes of it: the first makes one, of the seller it was addressed to, and a customer's opens a
    /// closed one.
    /// </summary>
    /// <param name="was">The assignment of the message's customer and store; null for none.</param>
    /// <param name="request">The message.</param>
    /// <param name="nextTurn">Gives the turn of a new one.</param>
    public static (AssignmentRow Now, bool IsReopened) AfterMessage(AssignmentRow? was, SaveRequest request, Func<long> nextTurn)
    {
        var message = request.Message;
        if (was is null)
        {
            return (new AssignmentRow(message.SellerId, IsOpen: true, IsUsed: true, nextTurn(), message.TimestampMs), IsReopened: false);
        }

        var isReopened = !was.IsOpen && message.Command == Command.Customer && !request.IsNote;
        return (isReopened ? was with { IsOpen = true, IsUsed = true, ChangedAtMs = message.TimestampMs } : was with { IsUsed = true }, isReopened);
    }
}
