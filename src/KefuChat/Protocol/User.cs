namespace KefuChat.Protocol;

/// <summary>A user: the owner of one message queue.</summary>
/// <param name="AppId">The app the user belongs to, 1 to <see cref="MaxId"/>. Sellers live in the kefu app.</param>
/// <param name="Uid">The user's id within the app, 1 to <see cref="MaxId"/>.</param>
internal readonly record struct User(long AppId, long Uid)
{
    /// <summary>The largest id and sync key on the wire, 2^53−1: what a JavaScript number holds exactly.</summary>
    public const long MaxId = (1L << 53) - 1;

    /// <summary>Whether a value may be an id at all; 0 stands for "none" in messages and is not one.</summary>
    public static bool IsId(long value) => value is > 0 and <= MaxId;

    /// <inheritdoc/>
    public override string ToString() => $"{AppId}/{Uid}";
}
