namespace KefuChat.Faults.Reporting;

/// <summary>A kind of fault that the machine cannot have, and why.</summary>
internal sealed record NotInjected(string Kind, string Reason);
