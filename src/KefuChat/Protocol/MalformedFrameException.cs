namespace KefuChat.Protocol;

/// <summary>Bytes that are no frame. Thrown and caught within a codec: it ends the connection, so it happens once.</summary>
internal sealed class MalformedFrameException(string reason) : Exception(reason);
