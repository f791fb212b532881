namespace KefuChat.Load.Reporting;

/// <summary>Whether the server kept its promises, as an exit code.</summary>
internal static class Verdict
{
    public const int Kept = 0;
    public const int Broken = 1;

    /// <summary>Of a run, by the stricter rule when it was a smoke test.</summary>
    public static int Of(LoadResult result, bool isSmoke) => isSmoke ? OfSmoke(result) : OfLoad(result);

    /// <summary>
    /// Broken when a persisted message was lost or any was doubled. An unpersistent one may be lost, when the receiver is
    /// slow; a smoke test is not slow, so there nothing at all may go wrong.
    /// </summary>
    private static int OfLoad(LoadResult result)
    {
        var messages = result.Messages;
        var isBroken = messages.Doubled > 0 || (messages.Lost > 0 && !result.Settings.Unpersistent);
        return isBroken ? Broken : Kept;
    }

    /// <inheritdoc cref="OfLoad"/>
    private static int OfSmoke(LoadResult result)
    {
        var messages = result.Messages;
        var wrongs = messages.Lost + messages.Doubled + messages.Refused
            + messages.Unacknowledged + messages.Unsent + messages.Unexpected + result.Disconnections.Count;
        return wrongs > 0 || messages.Acknowledged == 0 ? Broken : Kept;
    }
}
