namespace KefuChat.Load.Clients;

/// <summary>The run cannot be made, and the message says why.</summary>
internal sealed class LoadException(string message) : Exception(message);
