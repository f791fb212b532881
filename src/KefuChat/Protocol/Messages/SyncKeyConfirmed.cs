namespace KefuChat.Protocol;

/// <summary>Client → server: this device has stored everything up to this key (SYNC_KEY).</summary>
/// <param name="SyncKey">The key.</param>
internal sealed record SyncKeyConfirmed(long SyncKey) : Message
{
    /// <inheritdoc/>
    public override Command Command => Command.SyncKey;
}
