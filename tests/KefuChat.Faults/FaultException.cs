namespace KefuChat.Faults;

/// <summary>The run cannot be made or go on, and the message says why.</summary>
internal sealed class FaultException(string message) : Exception(message);
