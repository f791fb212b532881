namespace KefuChat.Protocol;

/// <summary>Server → client: your queue has grown.</summary>
/// <param name="SyncKey">A key it now holds.</param>
internal sealed record SyncNotify(long SyncKey) : Message
{
    /// <inheritdoc/>
    public override Command Command => Command.SyncNotify;
}
