namespace KefuChat.Load.Reporting;

/// <summary>Whether the server broke its promises.</summary>
internal static class Verdict
{
    /// <summary>
    /// Broken when a persisted message was lost or any was doubled. An unpersistent one may be lost, when the receiver is
    /// slow; a smoke test is not slow, so there nothing at all may go wrong.
    /// </summary>
    public static bool IsBroken(LoadResult result)
    {
        var messages = result.Messages;
        return messages.Doubled > 0 || (messages.Lost > 0 && !result.Settings.Unpersistent);
    }

    /// <inheritdoc cref="IsBroken"/>
    public static bool IsSmokeBroken(LoadResult result)
    {
        var messages = result.Messages;
        var wrongs = messages.Lost + messages.Doubled + messages.Refused
            + messages.Unacknowledged + messages.Unsent + messages.Unexpected + result.Disconnections.Count;
        return wrongs > 0 || messages.Acknowledged == 0;
    }
}
