using KefuChat.Protocol;

namespace KefuChat.Tests.Routing;

/// <summary>Which user is on which gateway.</summary>
public abstract class SubscriptionContract(MessageRouterBackend backend) : MessageRouterContract(backend)
{
    [Fact]
    public async Task A_user_is_nowhere_until_subscribed_and_after_unsubscribing()
    {
        Assert.False(await First.IsPresentAsync(Customer));

        await First.SubscribeAsync(Customer);
        Assert.True(await Second.IsPresentAsync(Customer));

        await First.UnsubscribeAsync(Customer);
        Assert.False(await Second.IsPresentAsync(Customer));
    }

    [Fact]
    public async Task An_unsubscribed_gateway_gets_nothing_more()
    {
        await First.SubscribeAsync(Customer);
        await First.UnsubscribeAsync(Customer);

        First.Publish(Message(Customer, 1));
        Second.Publish(Message(Customer, 2));

        await HasNothingMoreAsync(First);
    }

    [Fact]
    public async Task A_user_who_leaves_one_of_two_gateways_is_still_on_the_other()
    {
        await First.SubscribeAsync(Customer);
        await Second.SubscribeAsync(Customer);
        await First.UnsubscribeAsync(Customer);

        First.Publish(Message(Customer, 1));

        Assert.Equal(1, Key(await Second.NextAsync()));
        await HasNothingMoreAsync(First);
        Assert.True(await First.IsPresentAsync(Customer));
    }

    [Fact]
    public async Task Once_a_subscription_holds_the_gateway_knows_and_gets_what_anybody_publishes()
    {
        First.Router.Subscribe(Customer);
        if (Backend.ConfirmsSubscriptions)
        {
            Assert.Equal(Customer, await First.NextSubscribedAsync());
        }

        Second.Publish(Message(Customer, 1));

        Assert.Equal(1, Key(await First.NextAsync()));
    }

    [Fact]
    public async Task Subscribing_twice_delivers_once()
    {
        await First.SubscribeAsync(Customer);
        await First.SubscribeAsync(Customer);

        First.Publish(Message(Customer, 1));

        Assert.Equal(1, Key(await First.NextAsync()));
        await HasNothingMoreAsync(First);
        await First.UnsubscribeAsync(Customer);
        Assert.False(await First.IsPresentAsync(Customer));
    }

    [Fact]
    public async Task Unsubscribing_who_was_not_there_changes_nothing()
    {
        await Second.SubscribeAsync(Customer);

        await First.UnsubscribeAsync(Customer);
        await First.UnsubscribeAsync(Seller);

        Assert.Equal([true, false], await First.PresenceAsync(Customer, Seller));
    }

    [Fact]
    public async Task A_user_who_comes_back_is_reached_again()
    {
        await First.SubscribeAsync(Customer);
        await First.UnsubscribeAsync(Customer);
        await First.SubscribeAsync(Customer);

        Second.Publish(Message(Customer, 1));

        Assert.Equal(1, Key(await First.NextAsync()));
    }

    [Fact]
    public async Task Presence_is_answered_in_the_order_asked()
    {
        User[] users = [.. Enumerable.Range(1, 500).Select(uid => new User(7, uid))];
        foreach (var user in users.Where(user => user.Uid % 3 == 0))
        {
            await (user.Uid % 2 == 0 ? First : Second).SubscribeAsync(user);
        }

        Assert.Equal(users.Select(user => user.Uid % 3 == 0), await First.PresenceAsync(users));
        Assert.Equal([false, true, false, true], await Second.PresenceAsync(new(7, 1), new(7, 3), new(8, 3), new(7, 3)));
        Assert.Empty(await Second.PresenceAsync());
    }

    [Fact]
    public void Routing_can_be_reached()
    {
        Assert.True(First.Router.IsReachable);
        Assert.True(Second.Router.IsReachable);
    }

    [Fact]
    public async Task Gateways_that_subscribe_and_unsubscribe_the_same_users_at_once_end_as_each_left_it()
    {
        var third = await AddGatewayAsync();
        TestGateway[] gateways = [First, Second, third];
        User[] users = [.. Enumerable.Range(1, 6).Select(uid => new User(7, uid))];

        await Task.WhenAll(gateways.Select((gateway, number) => Task.Run(() =>
        {
            for (var round = 0; round < 2000; round++)
            {
                foreach (var user in users)
                {
                    gateway.Router.Subscribe(user);
                    gateway.Router.Unsubscribe(user);
                }
            }

            foreach (var user in users.Where(user => Stays(user, number)))
            {
                gateway.Router.Subscribe(user);
            }
        }))).WaitAsync(TestGateway.Patience);

        // Each gateway's answer comes behind all that it called.
        await Task.WhenAll(gateways.Select(gateway => gateway.PresenceAsync(users)));
        Assert.Equal(users.Select(user => gateways.Where((_, number) => Stays(user, number)).Any()), await First.PresenceAsync(users));
        foreach (var user in users)
        {
            First.Publish(Message(user, user.Uid));
        }

        foreach (var (number, gateway) in gateways.Index())
        {
            var staying = users.Where(user => Stays(user, number)).ToArray();
            Assert.Equal(staying, (await gateway.NextAsync(staying.Length)).Select(publication => publication.Receiver).OrderBy(user => user.Uid));
            await HasNothingMoreAsync(gateway);
        }
    }

    [Fact]
    public async Task A_user_who_stays_is_reached_whoever_comes_and_goes_elsewhere()
    {
        await First.SubscribeAsync(Customer);
        var published = 0;
        var others = Task.Run(() =>
        {
            while (Volatile.Read(ref published) < 500)
            {
                Second.Router.Subscribe(Customer);
                Second.Router.Unsubscribe(Customer);
            }
        });

        for (var key = 1; key <= 500; key++)
        {
            First.Publish(Message(Customer, key));
            Volatile.Write(ref published, key);
        }

        Assert.Equal(Enumerable.Range(1, 500).Select(key => (long)key), (await First.NextAsync(500)).Select(Key));
        await others.WaitAsync(TestGateway.Patience);
    }

    /// <summary>User 1 is left on no gateway, user 6 on two, the others on one or two.</summary>
    private static bool Stays(User user, int gateway) => user.Uid switch
    {
        1 => false,
        6 => gateway != 1,
        _ => user.Uid % 3 == gateway,
    };
}
