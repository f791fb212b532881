using KefuChat.Protocol;
using KefuChat.Storage.Sharding;

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
    /// What a claim makes of it: while its seller is one of the store's it stays that one's, and is open; else it is
    /// another's.
    /// </summary>
    /// <param name="was">The assignment of the claim's customer and store; null for none.</param>
    /// <param name="request">The claim.</param>
    /// <param name="choose">Gives the other seller.</param>
    /// <param name="nextTurn">Gives that one's turn.</param>
    public static AssignmentRow AfterClaim(AssignmentRow? was, ClaimRequest request, Func<long> choose, Func<long> nextTurn) =>
        was is not null && request.Sellers.Contains(was.SellerId)
            ? was with { IsOpen = true, ChangedAtMs = was.IsOpen ? was.ChangedAtMs : was.Behind(request.NowMs) }
            : new AssignmentRow(choose(), IsOpen: true, was is { IsUsed: true }, nextTurn(), was?.Behind(request.NowMs) ?? request.NowMs);

    /// <summary>
    /// What becomes of a visitor's who turns out to be a customer: an open one of the customer's own stays; so does a closed
    /// one, unless the visitor's is open.
    /// </summary>
    /// <param name="visitors">The visitor's.</param>
    /// <param name="own">The customer's in the same store; null for none.</param>
    public static AssignmentRow AfterMerge(AssignmentRow visitors, AssignmentRow? own)
    {
        if (own is null)
        {
            return visitors;
        }

        var kept = own.IsOpen || !visitors.IsOpen ? own : visitors with { ChangedAtMs = own.Behind(visitors.ChangedAtMs) };
        return kept with { IsUsed = visitors.IsUsed || own.IsUsed };
    }

    /// <summary>
    /// What a stored message makes of it: the first makes one, of the seller it was addressed to, and a customer's opens a
    /// closed one; a copy of a message does neither.
    /// </summary>
    /// <param name="was">The assignment of the message's customer and store; null for none.</param>
    /// <param name="request">The message.</param>
    /// <param name="nextTurn">Gives the turn of a new one.</param>
    public static (AssignmentRow? Now, bool IsReopened) AfterMessage(AssignmentRow? was, SaveRequest request, Func<long> nextTurn)
    {
        var message = request.Message;
        if (request.IsCopy)
        {
            return (was is null ? null : was with { IsUsed = true }, IsReopened: false);
        }

        if (was is null)
        {
            return (new AssignmentRow(message.SellerId, IsOpen: true, IsUsed: true, nextTurn(), message.TimestampMs), IsReopened: false);
        }

        var isReopened = !was.IsOpen && message.Command == Command.Customer && !request.IsNote;
        return (isReopened ? was with { IsOpen = true, IsUsed = true, ChangedAtMs = was.Behind(message.TimestampMs) } : was with { IsUsed = true }, isReopened);
    }

    /// <summary>What a change makes of it; itself, where it is so already or is not the expected seller's.</summary>
    /// <param name="change">The change.</param>
    /// <param name="nextTurn">Gives the turn of a seller to whom it is handed over.</param>
    public AssignmentRow AfterChange(AssignmentChange change, Func<long> nextTurn)
    {
        var isAsAsked = SellerId == change.SellerId && IsOpen == change.IsOpen;
        if (isAsAsked || SellerId != change.ExpectedSellerId)
        {
            return this;
        }

        var now = this with { IsOpen = change.IsOpen, ChangedAtMs = Behind(change.NowMs) };
        return change.SellerId == SellerId
            ? now
            : now with { SellerId = change.SellerId, Turn = nextTurn(), TransferredBy = SellerId, Note = change.Note };
    }

    /// <summary>
    /// What a copy from its customer's shard makes of it. One that changed later stays: copies may overtake each other.
    /// </summary>
    /// <param name="was">What is here; null for none.</param>
    /// <param name="copy">The copy.</param>
    /// <param name="nextTurn">Gives the turn of a seller who is new to it.</param>
    public static AssignmentRow AfterCopy(AssignmentRow? was, AssignmentCopy copy, Func<long> nextTurn)
    {
        var theirs = copy.Assignment;
        var isUsed = copy.IsUsed || was is { IsUsed: true };
        return was is not null && was.ChangedAtMs > theirs.ChangedAtMs
            ? was with { IsUsed = isUsed }
            : new AssignmentRow(
                theirs.SellerId,
                theirs.IsOpen,
                isUsed,
                was?.SellerId == theirs.SellerId ? was.Turn : nextTurn(),
                theirs.ChangedAtMs,
                theirs.TransferredBy,
                theirs.Note);
    }

    /// <summary>A time of change, later than the one before whatever the clocks say: so copies tell which is the newer.</summary>
    private long Behind(long nowMs) => Math.Max(nowMs, ChangedAtMs + 1);
}
