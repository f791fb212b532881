using KefuChat.Cluster;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// Between the store's model and ims.proto. Reading throws <see cref="InvalidDataException"/> for what no KefuChat writes.
/// </summary>
internal static class ImsMapping
{
    /// <summary>A save, for the wire; it is numbered when it is sent.</summary>
    public static Wire.Save ToWire(this SaveRequest request) => new()
    {
        Message = request.Message.ToWire(),
        Sender = request.Sender.ToWire(),
        Receiver = request.Receiver.ToWire(),
        SenderDevice = request.SenderDevice,
        Trace = request.Trace.ToWire(),
        DedupeId = request.DedupeId,
        IsNote = request.IsNote,
        IsCopy = request.IsCopy,
        IsCheck = request.IsCheck,
    };

    /// <summary>A save, from the wire.</summary>
    public static SaveRequest FromWire(this Wire.Save save)
    {
        var request = new SaveRequest(
            save.Message.FromWire(),
            save.Sender.FromWire(),
            save.Receiver.FromWire(),
            save.SenderDevice,
            save.Trace.FromWire(),
            save.DedupeId,
            save.IsNote,
            save.IsCopy,
            save.IsCheck);
        return request.DedupeKey.Length > 0
            ? request
            : throw new InvalidDataException("a save has neither message.uuid nor dedupe_id");
    }

    /// <summary>The answer to a save, for the wire.</summary>
    public static Wire.SaveAnswer ToWire(this SaveResult result, ulong id) => new()
    {
        Id = id,
        Status = result.Status switch
        {
            SaveStatus.Stored => Wire.SaveStatus.Stored,
            SaveStatus.Duplicate => Wire.SaveStatus.Duplicate,
            SaveStatus.Reused => Wire.SaveStatus.Reused,
            SaveStatus.Absent => Wire.SaveStatus.Absent,
            _ => Wire.SaveStatus.Unavailable,
        },
        ReceiverKey = result.ReceiverKey,
        SenderKey = result.SenderKey,
        TimestampMs = result.TimestampMs,
        IsReopened = result.IsReopened,
        HolderId = result.HolderId,
    };

    /// <summary>The answer to a save, from the wire. What cannot be understood is no promise that anything is stored.</summary>
    public static SaveResult FromWire(this Wire.SaveAnswer answer) => answer.Status switch
    {
        Wire.SaveStatus.Stored => answer.As(SaveStatus.Stored),
        Wire.SaveStatus.Duplicate => answer.As(SaveStatus.Duplicate),
        Wire.SaveStatus.Reused => answer.As(SaveStatus.Reused),
        Wire.SaveStatus.Absent => SaveResult.Absent,
        _ => SaveResult.Unavailable,
    };

    /// <summary>An entry of a queue, for the wire.</summary>
    public static Wire.StoredMessage ToWire(this StoredMessage stored) => new()
    {
        Message = stored.Message.ToWire(),
        SyncKey = stored.SyncKey,
        SenderDevice = stored.SenderDevice,
        DedupeId = stored.DedupeId,
    };

    /// <summary>An entry of a queue, from the wire.</summary>
    public static StoredMessage FromWire(this Wire.StoredMessage? stored) => stored is not null
        ? new StoredMessage(stored.Message.FromWire(), stored.SyncKey, stored.SenderDevice, stored.DedupeId)
        : throw new InvalidDataException("a stored message is missing");

    /// <summary>A page of messages, for the wire.</summary>
    public static Wire.SyncPage ToWire(this SyncPage page) =>
        new() { Messages = { page.Messages.Select(ToWire) }, HasMore = page.HasMore, EndKey = page.EndKey };

    /// <summary>A page of messages, from the wire.</summary>
    public static SyncPage FromWire(this Wire.SyncPage page) => new([.. page.Messages.Select(FromWire)], page.HasMore, page.EndKey);

    private static SaveResult As(this Wire.SaveAnswer answer, SaveStatus status) =>
        new(status, answer.ReceiverKey, answer.SenderKey, answer.TimestampMs, answer.IsReopened, answer.HolderId);
}
