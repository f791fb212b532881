using System.Collections.Concurrent;
using KefuChat.Protocol;
using KefuChat.Push;

namespace KefuChat.Tests.EndToEnd;

/// <summary>Remembers who was to be told of what.</summary>
internal sealed class RecordingPushSender : IPushSender
{
    private readonly ConcurrentQueue<(User Receiver, long SyncKey)> _pushes = new();

    public IEnumerable<(User Receiver, long SyncKey)> Pushes => _pushes;

    public void Push(User receiver, Delivery delivery) => _pushes.Enqueue((receiver, delivery.SyncKey));
}
