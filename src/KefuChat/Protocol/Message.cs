namespace KefuChat.Protocol;

/// <summary>
/// What a frame says, whichever framing carried it. One sealed type for each command; everything behind the
/// codecs sees only these.
/// </summary>
internal abstract record Message
{
    /// <summary>The command whose message this is.</summary>
    public abstract Command Command { get; }
}
