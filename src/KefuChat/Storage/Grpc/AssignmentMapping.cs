using KefuChat.Cluster;
using KefuChat.Storage.Assignments;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// Between assignments and assignments.proto. Reading throws <see cref="InvalidDataException"/> for what no KefuChat writes.
/// </summary>
internal static class AssignmentMapping
{
    /// <summary>A claim, for the wire.</summary>
    public static Wire.ClaimRequest ToWire(this ClaimRequest request) => new()
    {
        StoreId = request.StoreId,
        Customer = request.Customer.ToWire(),
        Sellers = { request.Sellers },
        Present = { request.Present },
        NowMs = request.NowMs,
    };

    /// <summary>A claim, from the wire.</summary>
    public static ClaimRequest FromWire(this Wire.ClaimRequest request) => request.Sellers.Count > 0
        ? new ClaimRequest(Store(request.StoreId), request.Customer.FromWire(), request.Sellers, request.Present, request.NowMs)
        : throw new InvalidDataException("a claim names no seller");

    /// <summary>A change, for the wire.</summary>
    public static Wire.ChangeRequest ToWire(this AssignmentChange change) => new()
    {
        StoreId = change.StoreId,
        Customer = change.Customer.ToWire(),
        ExpectedSellerId = change.ExpectedSellerId,
        SellerId = change.SellerId,
        IsOpen = change.IsOpen,
        NowMs = change.NowMs,
        Note = change.Note,
    };

    /// <summary>A change, from the wire.</summary>
    public static AssignmentChange FromWire(this Wire.ChangeRequest change) => new(
        Store(change.StoreId), change.Customer.FromWire(), change.ExpectedSellerId, change.SellerId, change.IsOpen, change.NowMs, change.Note);

    /// <summary>An assignment, for the wire; null when there is none.</summary>
    public static Wire.Assignment? ToWire(this Assignment? assignment) => assignment is null ? null : new Wire.Assignment
    {
        StoreId = assignment.StoreId,
        Customer = assignment.Customer.ToWire(),
        SellerId = assignment.SellerId,
        IsOpen = assignment.IsOpen,
        ChangedAtMs = assignment.ChangedAtMs,
        TransferredBy = assignment.TransferredBy,
        Note = assignment.Note,
    };

    /// <summary>An assignment, from the wire; null when there is none.</summary>
    public static Assignment? FromWire(this Wire.Assignment? assignment) => assignment is null ? null : new Assignment(
        assignment.StoreId,
        assignment.Customer.FromWire(),
        assignment.SellerId,
        assignment.IsOpen,
        assignment.ChangedAtMs,
        assignment.TransferredBy,
        assignment.Note);

    /// <summary>What a claim or a change came to, for the wire.</summary>
    public static Wire.AssignmentUpdate ToWire(this AssignmentUpdate update) =>
        new() { Assignment = update.Assignment.ToWire(), IsChanged = update.IsChanged };

    /// <summary>What a claim or a change came to, from the wire.</summary>
    public static AssignmentUpdate FromWire(this Wire.AssignmentUpdate update) => new(update.Assignment.FromWire(), update.IsChanged);

    private static long Store(long storeId) => storeId != 0 ? storeId : throw new InvalidDataException("an assignment is in no store");
}
