namespace KefuChat.Protocol;

/// <summary>Client → server: give me the messages after this key.</summary>
/// <param name="SyncKey">The last key the client holds; 0: start where the server thinks the client is.</param>
/// <param name="Limit">At most so many messages in this round; 0: the server's default.</param>
/// <param name="Origin">Whose confirmed key a sync from 0 starts at.</param>
internal sealed record Sync(long SyncKey, int Limit, SyncOrigin Origin) : Message
{
    /// <inheritdoc/>
    public override Command Command => Command.Sync;
}
