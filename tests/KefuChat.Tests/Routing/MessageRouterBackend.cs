using KefuChat.Protocol;
using KefuChat.Push;
using KefuChat.Routing;

namespace KefuChat.Tests.Routing;

/// <summary>Routing state that several gateways share, and where its push wishes go.</summary>
public abstract class MessageRouterBackend : IAsyncDisposable
{
    /// <summary>Whether it says when a subscription holds, for it does not at once.</summary>
    public virtual bool ConfirmsSubscriptions => false;

    /// <summary>Users of no test: what is published to all of them, one after the other, comes behind all that was published before.</summary>
    internal virtual IReadOnlyList<User> Witnesses => [new User(99, 1)];

    public abstract ValueTask DisposeAsync();

    /// <summary>One gateway's way to it.</summary>
    /// <param name="push">Where wishes of users connected nowhere go; the same for all gateways.</param>
    internal abstract ValueTask<IMessageRouter> ConnectAsync(IPushSender push);

    /// <summary>Waits until a gateway that listens reaches routing.</summary>
    internal virtual Task IsReachedAsync(IMessageRouter router) => Task.CompletedTask;
}
