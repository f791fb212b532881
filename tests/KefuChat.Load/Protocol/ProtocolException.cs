namespace KefuChat.Load.Protocol;

/// <summary>The server sent what the wire protocol does not allow.</summary>
internal sealed class ProtocolException(string message) : Exception(message);
