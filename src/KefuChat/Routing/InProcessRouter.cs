using KefuChat.Protocol;
using KefuChat.Push;

namespace KefuChat.Routing;

/// <summary>Routing within one process: no call leaves it, so it can always be reached.</summary>
/// <param name="table">Shared by all gateways of the process.</param>
/// <param name="push">Where the wishes of users connected nowhere go.</param>
internal sealed class InProcessRouter(RoutingTable table, IPushSender push) : IMessageRouter
{
    private IRouteListener? _listener;

    /// <inheritdoc/>
    public bool IsReachable => true;

    private IRouteListener Listener => _listener ?? throw new InvalidOperationException("Listen was not called");

    /// <inheritdoc/>
    public void Listen(IRouteListener listener) => _listener = listener;

    /// <inheritdoc/>
    public void Subscribe(User user) => table.Add(user, Listener);

    /// <inheritdoc/>
    public void Unsubscribe(User user) => table.Remove(user, Listener);

    /// <inheritdoc/>
    public bool Publish(in Publication publication)
    {
        var gateways = table.Find(publication.Receiver);
        foreach (var gateway in gateways)
        {
            gateway.Deliver(publication);
        }

        if (gateways.IsEmpty && publication.PushWish is { } delivery)
        {
            push.Push(publication.Receiver, delivery);
        }

        return true;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> PresenceAsync(IReadOnlyList<User> users) =>
        new(users.Select(user => !table.Find(user).IsEmpty).ToArray());
}
