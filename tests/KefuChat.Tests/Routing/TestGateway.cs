using System.Threading.Channels;
using KefuChat.Protocol;
using KefuChat.Routing;

namespace KefuChat.Tests.Routing;

/// <summary>A gateway that keeps what it is given, in the order it was given.</summary>
internal sealed class TestGateway : IRouteListener
{
    /// <summary>Nothing here takes longer unless it hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<Publication> _delivered = Channel.CreateUnbounded<Publication>();
    private readonly Channel<User> _subscribed = Channel.CreateUnbounded<User>();

    public TestGateway(IMessageRouter router)
    {
        Router = router;
        router.Listen(this);
    }

    public IMessageRouter Router { get; }

    public void Deliver(in Publication publication) => Assert.True(_delivered.Writer.TryWrite(publication));

    public void OnSubscribed(IReadOnlyCollection<User> users) =>
        Assert.All(users, user => Assert.True(_subscribed.Writer.TryWrite(user)));

    /// <summary>The next user whose subscription routing confirms, once it does.</summary>
    public Task<User> NextSubscribedAsync() => _subscribed.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>As many confirmed subscriptions as are expected, once they come, by uid.</summary>
    public async Task<IReadOnlyList<User>> NextSubscribedAsync(int count)
    {
        var users = new List<User>();
        while (users.Count < count)
        {
            users.Add(await NextSubscribedAsync());
        }

        return [.. users.OrderBy(user => user.Uid)];
    }

    /// <summary>Subscribes, and waits until routing knows it: it answers a gateway's calls in their order.</summary>
    public async Task SubscribeAsync(User user)
    {
        Router.Subscribe(user);
        Assert.True(await IsPresentAsync(user));
    }

    /// <summary>Unsubscribes, and waits until routing knows it.</summary>
    public async Task UnsubscribeAsync(User user)
    {
        Router.Unsubscribe(user);
        await IsPresentAsync(user);
    }

    public async Task<bool> IsPresentAsync(User user) => Assert.Single(await PresenceAsync(user));

    public async Task<IReadOnlyList<bool>> PresenceAsync(params User[] users) =>
        await Router.PresenceAsync(users).AsTask().WaitAsync(Patience);

    /// <summary>Publishes; says that routing could be reached, which it always can here.</summary>
    public void Publish(in Publication publication) => Assert.True(Router.Publish(publication));

    /// <summary>The next publication, once it comes.</summary>
    public Task<Publication> NextAsync() => _delivered.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>As many publications as are expected, once they come.</summary>
    public async Task<IReadOnlyList<Publication>> NextAsync(int count)
    {
        var publications = new List<Publication>();
        while (publications.Count < count)
        {
            publications.Add(await NextAsync());
        }

        return publications;
    }
}
