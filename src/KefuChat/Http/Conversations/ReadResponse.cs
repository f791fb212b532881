namespace KefuChat.Http.Conversations;

/// <summary>How far the caller has read now.</summary>
/// <param name="SyncKey">As a key of the caller's own queue; not lower than before, nor beyond the newest message.</param>
internal sealed record ReadResponse(long SyncKey);
