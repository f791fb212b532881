namespace KefuChat.Load.Crowd;

/// <summary>The server closed the connection.</summary>
/// <param name="code">The close code; 0 where there was none.</param>
/// <param name="reason">The close reason; of code 1001 the milliseconds to wait.</param>
internal sealed class ConnectionClosedException(int code, string reason) : Exception(Describe(code, reason))
{
    /// <summary>The server is draining, and the reason says when to come back.</summary>
    private const int Draining = 1001;

    /// <summary>How long the server asks to stay away; null when it does not say.</summary>
    public TimeSpan? ReconnectAfter =>
        code == Draining && uint.TryParse(reason, out var milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) : null;

    // The milliseconds differ for each client: a report that counts reasons must not.
    private static string Describe(int code, string reason) => code switch
    {
        0 => "closed without a code",
        Draining => "closed with 1001",
        _ => $"closed with {code} {reason}".TrimEnd(),
    };
}
