namespace KefuChat.Connections;

/// <summary>What a <see cref="SendResult"/> is called in traces.</summary>
internal static class SendResultNames
{
    /// <summary>The result's name.</summary>
    public static string Name(this SendResult result) => result switch
    {
        SendResult.Queued => "queued",
        SendResult.Collapsed => "collapsed",
        SendResult.Dropped => "dropped",
        _ => "closed",
    };
}
