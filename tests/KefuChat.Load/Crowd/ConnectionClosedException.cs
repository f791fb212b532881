using KefuChat.Load.Network;

namespace KefuChat.Load.Crowd;

/// <summary>The server closed the connection.</summary>
internal sealed class ConnectionClosedException(CloseReason reason) : Exception(reason.ToString())
{
    /// <inheritdoc cref="CloseReason.ReconnectAfter"/>
    public TimeSpan? ReconnectAfter => reason.ReconnectAfter;
}
