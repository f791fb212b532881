namespace KefuChat.Faults.Clients;

/// <summary>The longest time without an acknowledgement, in seconds.</summary>
/// <param name="Cluster">In which no client had one.</param>
/// <param name="WorstClient">In which one client had none, though it had something unacknowledged all the while.</param>
internal sealed record AckGap(double Cluster, double WorstClient);
