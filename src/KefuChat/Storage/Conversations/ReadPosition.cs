namespace KefuChat.Storage.Conversations;

/// <summary>How far a user has read in a conversation.</summary>
/// <param name="Key">As a key of that user's queue; 0 when nothing was read.</param>
/// <param name="OtherKey">
/// The newest message at or before it, as a key of the other side's queue: what the other side is told. 0 for none.
/// </param>
/// <param name="SellerId">The seller whose queue that is, or who has read: the one the newest message read was exchanged with; 0 when nothing was read.</param>
/// <param name="IsRaised">Whether this call raised it.</param>
internal readonly record struct ReadPosition(long Key, long OtherKey, long SellerId, bool IsRaised);
