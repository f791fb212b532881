namespace KefuChat.Load.Idle;

/// <summary>What idle connections cost.</summary>
/// <param name="Connections">How many there were.</param>
/// <param name="Seconds">How long they were watched.</param>
/// <param name="Lost">How many did not answer a PING in the end.</param>
/// <param name="Servers">The server's processes.</param>
internal sealed record IdleResult(int Connections, double Seconds, int Lost, IReadOnlyList<IdleProcess> Servers);
