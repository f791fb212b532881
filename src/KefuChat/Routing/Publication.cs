using KefuChat.Protocol;

namespace KefuChat.Routing;

/// <summary>Something for all of a user's connections, wherever they are.</summary>
/// <param name="Receiver">The user.</param>
/// <param name="Message">A <see cref="Delivery"/>, or a <see cref="SyncNotify"/> where the queue has grown.</param>
/// <param name="ExcludedConnection">A connection that must not get it, usually the sending one; 0 for none.</param>
/// <param name="PushWish">What a user connected nowhere gets an offline push of; null for none.</param>
/// <param name="Trace">The message's trace; none when it is not traced.</param>
internal readonly record struct Publication(
    User Receiver, Message Message, long ExcludedConnection = 0, Delivery? PushWish = null, TraceParent? Trace = null);
