using System.Collections.Concurrent;
using System.Collections.Immutable;
using KefuChat.Protocol;

namespace KefuChat.Routing;

/// <summary>Which user is on which gateway. Reads take no lock.</summary>
internal sealed class RoutingTable
{
    private readonly ConcurrentDictionary<User, ImmutableArray<IRouteListener>> _routes = new();

    /// <summary>The gateways a user is on; empty when connected nowhere.</summary>
    public ImmutableArray<IRouteListener> Find(User user) =>
        _routes.TryGetValue(user, out var gateways) ? gateways : [];

    /// <summary>The user is on this gateway.</summary>
    public void Add(User user, IRouteListener gateway) => _routes.AddOrUpdate(
        user,
        static (_, gateway) => [gateway],
        static (_, gateways, gateway) => gateways.Contains(gateway) ? gateways : gateways.Add(gateway),
        gateway);

    /// <summary>The user is no longer on this gateway.</summary>
    public void Remove(User user, IRouteListener gateway)
    {
        while (_routes.TryGetValue(user, out var gateways))
        {
            var rest = gateways.Remove(gateway);
            var done = rest.IsEmpty
                ? _routes.TryRemove(KeyValuePair.Create(user, gateways))
                : _routes.TryUpdate(user, rest, gateways);
            if (done)
            {
                return;
            }
        }
    }
}
