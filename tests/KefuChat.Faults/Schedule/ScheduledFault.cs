using KefuChat.Faults.Injection;

namespace KefuChat.Faults.Schedule;

/// <summary>A fault and when it is due.</summary>
/// <param name="Start">Seconds after the first one could be.</param>
/// <param name="Length">How long it lasts, in seconds.</param>
/// <param name="Fault">What happens.</param>
internal sealed record ScheduledFault(double Start, double Length, Fault Fault);
