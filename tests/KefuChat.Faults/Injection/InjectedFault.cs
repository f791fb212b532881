using KefuChat.Faults.Clients;

namespace KefuChat.Faults.Injection;

/// <summary>A fault that happened, and how long there was no acknowledgement for it.</summary>
internal sealed record InjectedFault(Fault Fault, AckGap Gap);
