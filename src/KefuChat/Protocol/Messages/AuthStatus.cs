namespace KefuChat.Protocol;

/// <summary>Server → client: the answer to <see cref="AuthToken"/>.</summary>
/// <param name="Status"><see cref="Status.Ok"/>, <see cref="Status.AuthFailed"/> or <see cref="Status.StorageUnavailable"/>.</param>
/// <param name="User">Who the token says the client is; default when it was refused.</param>
/// <param name="ServerTimeMs">The server's clock, Unix milliseconds.</param>
/// <param name="SyncKey">The newest sync key of the user's queue.</param>
internal sealed record AuthStatus(Status Status, User User, long ServerTimeMs, long SyncKey) : Message
{
    /// <inheritdoc/>
    public override Command Command => Command.AuthStatus;
}
