namespace KefuChat.Faults.Reporting;

/// <summary>What became of the faults of one label.</summary>
/// <param name="Name">The label.</param>
/// <param name="Count">How often it happened.</param>
/// <param name="LongestGap">The longest time in which the whole cluster acknowledged nothing, in seconds.</param>
/// <param name="LongestGapOfClient">The longest time a client waited for an acknowledgement, in seconds.</param>
internal sealed record FaultRow(string Name, int Count, double LongestGap, double LongestGapOfClient);
