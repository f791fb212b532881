namespace KefuChat.Protocol;

/// <summary>Server → client: the answer to <see cref="Ping"/>.</summary>
/// <param name="SyncKey">The newest key of the user's queue; 0 before authentication. A client behind it syncs.</param>
internal sealed record Pong(long SyncKey) : Message
{
    /// <inheritdoc/>
    public override Command Command => Command.Pong;
}
