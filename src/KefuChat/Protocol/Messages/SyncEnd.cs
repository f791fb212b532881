namespace KefuChat.Protocol;

/// <summary>Server → client: the messages of a sync are complete.</summary>
/// <param name="SyncKey">The last key delivered; that of SYNC_BEGIN when there was nothing.</param>
/// <param name="HasMore">More messages follow: ask again.</param>
internal sealed record SyncEnd(long SyncKey, bool HasMore) : Message
{
    /// <inheritdoc/>
    public override Command Command => Command.SyncEnd;
}
