using KefuChat.Protocol;

namespace KefuChat.Routing.Grpc;

/// <summary>What the sessions with routing nodes tell. Called from their loops; must not block.</summary>
internal interface INodeObserver
{
    /// <summary>A publication for a user of this gateway has come.</summary>
    /// <param name="publication">What was published.</param>
    /// <param name="publishedAtUs">When, by the publisher's clock, Unix microseconds; 0 when it did not say.</param>
    void Arrived(in Publication publication, long publishedAtUs);

    /// <summary>A node has confirmed subscriptions.</summary>
    void Subscribed(IReadOnlyCollection<User> users);

    /// <summary>A session is over, or could not be opened.</summary>
    void Ended(RoutingNode node);
}
