using System.Collections.Concurrent;
using KefuChat.Protocol;
using KefuChat.Routing;

namespace KefuChat.Tests.EndToEnd;

/// <summary>Routing whose subscriptions hold only once a test says so.</summary>
internal sealed class LateRouter : IMessageRouter
{
    private readonly ConcurrentDictionary<User, bool> _waiting = new();
    private readonly InProcessRouter _inner = new(new RoutingTable(), new RecordingPushSender());
    private IRouteListener? _listener;

    public bool IsReachable => true;

    public void Listen(IRouteListener listener)
    {
        _listener = listener;
        _inner.Listen(listener);
    }

    public void Subscribe(User user) => _waiting[user] = true;

    public void Unsubscribe(User user) => _inner.Unsubscribe(user);

    public bool Publish(in Publication publication) => _inner.Publish(publication);

    public ValueTask<IReadOnlyList<bool>> PresenceAsync(IReadOnlyList<User> users) => _inner.PresenceAsync(users);

    /// <summary>The user's subscription holds now.</summary>
    public void Confirm(User user)
    {
        Assert.True(_waiting.TryRemove(user, out _));
        _inner.Subscribe(user);
        _listener!.OnSubscribed([user]);
    }
}
