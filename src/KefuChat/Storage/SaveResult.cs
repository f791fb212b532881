namespace KefuChat.Storage;

/// <summary>The answer to a save.</summary>
/// <param name="Status">What it came to.</param>
/// <param name="ReceiverKey">The message's key in the receiver's queue.</param>
/// <param name="SenderKey">The message's key in the sender's queue.</param>
/// <param name="TimestampMs">The message's timestamp, Unix milliseconds.</param>
/// <param name="IsReopened">Whether it opened a conversation that had been closed.</param>
/// <param name="HolderId">
/// The seller its conversation is assigned to, where that is another than the message's; 0 where it is that one, in no
/// store, and when it was stored before.
/// </param>
internal readonly record struct SaveResult(
    SaveStatus Status, long ReceiverKey, long SenderKey, long TimestampMs, bool IsReopened = false, long HolderId = 0)
{
    /// <summary>Not there: a check's answer.</summary>
    public static readonly SaveResult Absent = new(SaveStatus.Absent, 0, 0, 0);

    /// <summary>Not known to be stored.</summary>
    public static readonly SaveResult Unavailable = new(SaveStatus.Unavailable, 0, 0, 0);
}
