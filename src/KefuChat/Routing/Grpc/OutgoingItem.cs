using Kefu.Imr.V1;
using KefuChat.Cluster;
using User = KefuChat.Protocol.User;

namespace KefuChat.Routing.Grpc;

/// <summary>One thing a gateway tells a routing node. Put into the wire's form only as it is sent.</summary>
/// <param name="Publication">What is published; where nothing is, its receiver is the user who comes or leaves.</param>
/// <param name="PublishedAtUs">When, Unix microseconds.</param>
/// <param name="Question">What is asked, if anything is.</param>
/// <param name="IsLeaving">Whether the user leaves.</param>
internal readonly record struct OutgoingItem(
    Publication Publication, long PublishedAtUs = 0, PresenceQuestion? Question = null, bool IsLeaving = false)
{
    /// <summary>Whether it publishes something.</summary>
    public bool IsPublication => Publication.Message is not null;

    /// <summary>Whether it subscribes a user.</summary>
    public bool IsSubscription => !IsPublication && Question is null && !IsLeaving;

    /// <summary>Who comes, leaves or is to receive.</summary>
    public User User => Publication.Receiver;

    /// <summary>About how many bytes it takes on the wire.</summary>
    public int Bytes => IsPublication ? Publication.Bytes() : 32 + (24 * (Question?.Users.Count ?? 0));

    /// <summary>A user's first connection has come.</summary>
    public static OutgoingItem Subscribe(User user) => new(new Publication(user, null!));

    /// <summary>A user's last connection has gone.</summary>
    public static OutgoingItem Unsubscribe(User user) => new(new Publication(user, null!), IsLeaving: true);

    /// <summary>The wire's form.</summary>
    public GatewayItem ToWire()
    {
        if (Question is not null)
        {
            return new GatewayItem { Presence = Question.ToWire() };
        }

        if (IsPublication)
        {
            return new GatewayItem { Publish = Publication.ToWire(PublishedAtUs) };
        }

        return IsLeaving ? new GatewayItem { Unsubscribe = User.ToWire() } : new GatewayItem { Subscribe = User.ToWire() };
    }
}
