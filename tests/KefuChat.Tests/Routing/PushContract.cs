using KefuChat.Protocol;
using KefuChat.Routing;

namespace KefuChat.Tests.Routing;

/// <summary>Who is connected nowhere is pushed, where the publisher wishes it; nobody else.</summary>
public abstract class PushContract(MessageRouterBackend backend) : MessageRouterContract(backend)
{
    [Fact]
    public async Task A_user_connected_nowhere_is_pushed()
    {
        First.Publish(Message(Customer, 5, wish: true));

        await IsPushedAsync(Customer, 5);
        await NobodyElseIsPushedAsync();
    }

    [Fact]
    public async Task A_user_who_has_left_every_gateway_is_pushed()
    {
        await First.SubscribeAsync(Customer);
        await Second.SubscribeAsync(Customer);
        await First.UnsubscribeAsync(Customer);
        await Second.UnsubscribeAsync(Customer);

        Second.Publish(Message(Customer, 5, wish: true));

        await IsPushedAsync(Customer, 5);
        await NobodyElseIsPushedAsync();
    }

    [Fact]
    public async Task A_user_on_any_gateway_is_not_pushed()
    {
        await First.SubscribeAsync(Customer);

        First.Publish(Message(Customer, 1, wish: true));
        Second.Publish(Message(Customer, 2, wish: true));

        Assert.Equal(2, (await First.NextAsync(2)).Count);
        await NobodyElseIsPushedAsync();
    }

    [Fact]
    public async Task A_user_whose_only_connection_is_excluded_is_connected_and_not_pushed()
    {
        await First.SubscribeAsync(Customer);

        First.Publish(Message(Customer, 1, excluded: 77, wish: true));

        Assert.Equal(77, (await First.NextAsync()).ExcludedConnection);
        await NobodyElseIsPushedAsync();
    }

    [Fact]
    public async Task Without_the_wish_nobody_is_pushed()
    {
        First.Publish(Message(Customer, 1));

        await NobodyElseIsPushedAsync();
    }

    [Fact]
    public async Task A_message_that_is_stored_nowhere_is_not_pushed()
    {
        var typing = new Delivery(Body("…", MessageFlags.Unpersistent), 0, MessageFlags.None);

        First.Publish(new Publication(Customer, typing));

        await NobodyElseIsPushedAsync();
    }

    [Fact]
    public async Task A_notice_that_the_queue_has_grown_is_not_pushed()
    {
        First.Publish(new Publication(Customer, new SyncNotify(5)));

        await NobodyElseIsPushedAsync();
    }

    [Fact]
    public async Task Every_wish_is_pushed_once_and_in_order()
    {
        for (var key = 1; key <= 100; key++)
        {
            First.Publish(Message(Customer, key, wish: true));
        }

        for (var key = 1; key <= 100; key++)
        {
            await IsPushedAsync(Customer, key);
        }

        await NobodyElseIsPushedAsync();
    }
}
