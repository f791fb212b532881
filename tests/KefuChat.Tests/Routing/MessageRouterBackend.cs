using KefuChat.Push;
using KefuChat.Routing;

namespace KefuChat.Tests.Routing;

/// <summary>Routing state that several gateways share, and where its push wishes go.</summary>
public abstract class MessageRouterBackend : IAsyncDisposable
{
    public abstract ValueTask DisposeAsync();

    /// <summary>One gateway's way to it.</summary>
    /// <param name="push">Where wishes of users connected nowhere go; the same for all gateways.</param>
    internal abstract ValueTask<IMessageRouter> ConnectAsync(IPushSender push);
}
