namespace KefuChat.Protocol;

/// <summary>Server → client: the messages of a sync follow.</summary>
/// <param name="SyncKey">The key they follow.</param>
internal sealed record SyncBegin(long SyncKey) : Message
{
    /// <inheritdoc/>
    public override Command Command => Command.SyncBegin;
}
