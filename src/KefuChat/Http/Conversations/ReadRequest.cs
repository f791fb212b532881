namespace KefuChat.Http.Conversations;

/// <summary>How far the caller has read.</summary>
/// <param name="SyncKey">The last message read, as a key of the caller's own queue.</param>
internal sealed record ReadRequest(long SyncKey);
