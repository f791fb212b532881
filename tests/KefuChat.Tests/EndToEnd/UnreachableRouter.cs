using KefuChat.Protocol;
using KefuChat.Routing;

namespace KefuChat.Tests.EndToEnd;

/// <summary>Routing that cannot be reached.</summary>
internal sealed class UnreachableRouter : IMessageRouter
{
    public bool IsReachable => false;

    public void Listen(IRouteListener listener)
    {
    }

    public void Subscribe(User user)
    {
    }

    public void Unsubscribe(User user)
    {
    }

    public bool Publish(in Publication publication) => false;

    public ValueTask<IReadOnlyList<bool>> PresenceAsync(IReadOnlyList<User> users) =>
        new(users.Select(_ => false).ToArray());
}
