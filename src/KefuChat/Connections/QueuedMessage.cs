using System.Diagnostics;
using KefuChat.Protocol;

namespace KefuChat.Connections;

/// <summary>What waits in a <see cref="SendQueue"/>.</summary>
/// <param name="Message">The message.</param>
/// <param name="Trace">Its span on this connection, which ends when it is written; null when it is not traced.</param>
internal readonly record struct QueuedMessage(Message Message, Activity? Trace = null);
