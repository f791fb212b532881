using System.Collections.Concurrent;
using System.Collections.Immutable;
using KefuChat.Protocol;
using KefuChat.Routing;

namespace KefuChat.Connections;

/// <summary>Who is here: every connection of this gateway, and which of them are whose. Tells routing.</summary>
internal sealed class ConnectionRegistry : IRouteListener
{
    private readonly ConcurrentDictionary<long, Connection> _all = new();
    private readonly ConcurrentDictionary<User, ImmutableArray<Connection>> _byUser = new();
    private readonly IMessageRouter _router;

    // Joining and leaving reach routing in the order they happen here.
    private readonly Lock _gate = new();

    /// <summary>The registry of a gateway with this way to routing.</summary>
    public ConnectionRegistry(IMessageRouter router)
    {
        _router = router;
        router.Listen(this);
    }

    /// <summary>
    /// Routing has confirmed subscriptions: what was published for these users before may have been missed. Raised by
    /// routing's own loop: whoever listens must not block.
    /// </summary>
    public event Action<IReadOnlyCollection<User>>? Subscribed;

    /// <summary>All open connections, authenticated or not.</summary>
    public ICollection<Connection> All => _all.Values;

    /// <summary>A connection was accepted.</summary>
    public void Add(Connection connection) => _all.TryAdd(connection.Id, connection);

    /// <summary>A connection is over.</summary>
    public void Remove(Connection connection) => _all.TryRemove(connection.Id, out _);

    /// <summary>A connection turned out to be this user's.</summary>
    public void Join(User user, Connection connection)
    {
        lock (_gate)
        {
            var connections = Of(user);
            _byUser[user] = connections.Add(connection);
            if (connections.IsEmpty)
            {
                _router.Subscribe(user);
            }
        }
    }

    /// <summary>A user's connection closes.</summary>
    public void Leave(User user, Connection connection)
    {
        lock (_gate)
        {
            var rest = Of(user).Remove(connection);
            if (!rest.IsEmpty)
            {
                _byUser[user] = rest;
            }
            else if (_byUser.TryRemove(user, out _))
            {
                _router.Unsubscribe(user);
            }
        }
    }

    /// <inheritdoc/>
    public void Deliver(in Publication publication)
    {
        foreach (var connection in Of(publication.Receiver))
        {
            if (connection.Id != publication.ExcludedConnection)
            {
                connection.Deliver(publication.Message, publication.Trace);
            }
        }
    }

    /// <inheritdoc/>
    public void OnSubscribed(IReadOnlyCollection<User> users) => Subscribed?.Invoke(users);

    /// <summary>The user's queue holds this key: those of its connections that nothing has told of it are notified.</summary>
    public void NotifyIfBehind(User user, long syncKey)
    {
        foreach (var connection in Of(user))
        {
            connection.Outgoing.NotifyIfBehind(syncKey);
        }
    }

    private ImmutableArray<Connection> Of(User user) => _byUser.TryGetValue(user, out var connections) ? connections : [];
}
