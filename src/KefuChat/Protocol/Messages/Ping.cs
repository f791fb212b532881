namespace KefuChat.Protocol;

/// <summary>Client → server: are you there?</summary>
internal sealed record Ping : Message
{
    /// <summary>The one there is: it says nothing but its command.</summary>
    public static readonly Ping Instance = new();

    /// <inheritdoc/>
    public override Command Command => Command.Ping;
}
