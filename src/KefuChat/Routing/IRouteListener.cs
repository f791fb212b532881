using KefuChat.Protocol;

namespace KefuChat.Routing;

/// <summary>A gateway, as routing sees it: where publications for its users arrive.</summary>
internal interface IRouteListener
{
    /// <summary>
    /// Hands a publication to the user's connections on this gateway. Called from any thread; what one connection
    /// publishes comes in its order. Must not block.
    /// </summary>
    void Deliver(in Publication publication);

    /// <summary>
    /// From now on publications for these users arrive here; what was published before may have been missed, so their
    /// queues are to be looked at. Routing whose subscriptions hold as soon as they are made never says so. Called from
    /// any thread; must not block.
    /// </summary>
    /// <param name="users">Subscribed for the first time, or again after routing was out of reach; none who have left.</param>
    void OnSubscribed(IReadOnlyCollection<User> users);
}
