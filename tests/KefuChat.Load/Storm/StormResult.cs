using KefuChat.Load.Measurement;

namespace KefuChat.Load.Storm;

/// <summary>How a server took it when all its users came back at once.</summary>
/// <param name="Users">How many.</param>
/// <param name="Waiting">How many messages waited for each.</param>
/// <param name="Served">How many logged in and got all of theirs.</param>
/// <param name="Seconds">How long until the last of them had.</param>
/// <param name="ConnectedMs">Until the WebSocket was open; this and the next two from the moment all set out.</param>
/// <param name="LoggedInMs">Until the token was accepted.</param>
/// <param name="ServedMs">Until the messages were there.</param>
/// <param name="Failures">Why attempts failed that were made again, and how many did so.</param>
/// <param name="Lost">Messages that did not come.</param>
/// <param name="Doubled">Messages that came once more.</param>
/// <param name="Misplaced">Messages out of their order, or of somebody else.</param>
/// <param name="Processes">What the server's processes and this program used meanwhile.</param>
internal sealed record StormResult(
    int Users,
    int Waiting,
    int Served,
    double Seconds,
    LatencySummary ConnectedMs,
    LatencySummary LoggedInMs,
    LatencySummary ServedMs,
    IReadOnlyDictionary<string, long> Failures,
    int Lost,
    int Doubled,
    int Misplaced,
    IReadOnlyList<StormProcess> Processes)
{
    /// <summary>Whether somebody did not get the messages written, each once and in order.</summary>
    public bool IsBroken => Users - Served + Lost + Doubled + Misplaced > 0;
}
