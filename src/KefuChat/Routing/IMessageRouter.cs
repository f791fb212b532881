using KefuChat.Protocol;

namespace KefuChat.Routing;

/// <summary>
/// One gateway's way to routing: says who is connected here, and reaches users wherever they are. Soft state; safe to
/// call from any thread; no call blocks.
/// </summary>
internal interface IMessageRouter
{
    /// <summary>Where publications for this gateway's users go. Called once, before anything else.</summary>
    void Listen(IRouteListener listener);

    /// <summary>A user's first connection on this gateway.</summary>
    void Subscribe(User user);

    /// <summary>A user's last connection on this gateway has gone.</summary>
    void Unsubscribe(User user);

    /// <summary>
    /// Reaches every gateway the user is connected to, and decides the push wish. False: routing cannot be reached and
    /// nobody got anything; what is an entry of a queue is made up for once it can, by a notice and one push for the
    /// newest message. A user connected nowhere is no failure.
    /// </summary>
    bool Publish(in Publication publication);

    /// <summary>
    /// Whether each user is connected anywhere, in the order asked. About whom routing cannot be asked now, or does not
    /// answer soon, nobody knows that they are: they count as absent.
    /// </summary>
    ValueTask<IReadOnlyList<bool>> PresenceAsync(IReadOnlyList<User> users);

    /// <summary>Whether routing can be reached now.</summary>
    bool IsReachable { get; }
}
