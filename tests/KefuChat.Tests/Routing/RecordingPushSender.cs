using System.Threading.Channels;
using KefuChat.Protocol;
using KefuChat.Push;

namespace KefuChat.Tests.Routing;

/// <summary>Keeps the pushes in their order.</summary>
internal sealed class RecordingPushSender : IPushSender
{
    private readonly Channel<(User Receiver, Delivery Delivery)> _pushes = Channel.CreateUnbounded<(User, Delivery)>();

    public void Push(User receiver, Delivery delivery) => Assert.True(_pushes.Writer.TryWrite((receiver, delivery)));

    /// <summary>The next push, once it comes.</summary>
    public Task<(User Receiver, Delivery Delivery)> NextAsync() => _pushes.Reader.ReadAsync().AsTask().WaitAsync(TestGateway.Patience);
}
