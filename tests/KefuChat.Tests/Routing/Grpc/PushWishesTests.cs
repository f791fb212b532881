using KefuChat.Protocol;
using KefuChat.Routing;
using KefuChat.Routing.Grpc;
using KefuChat.Tests.Time;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>A wish for a user who is nowhere waits while routes may be missing, and is then decided by those there are.</summary>
public sealed class PushWishesTests : IDisposable
{
    private static readonly User Customer = new(7, 1001);
    private static readonly User Seller = new(1, 9);

    private readonly ManualTime _time = new();
    private readonly RoutingTable _table = new();
    private readonly EndToEnd.RecordingPushSender _push = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly PushWishes _wishes;

    public PushWishesTests() => _wishes = new PushWishes(_table, _push, _time, _lifetime) { MaxWaitingBytes = 10_000 };

    public void Dispose() => _wishes.Dispose();

    [Fact]
    public void After_the_start_who_is_told_of_in_time_is_not_pushed_and_who_is_not_is()
    {
        Decide(Customer, 1);
        Decide(Seller, 2);
        _table.Add(Customer, new TestGateway(new InProcessRouter(_table, _push)));
        _time.Advance(_wishes.Grace - TimeSpan.FromSeconds(1));
        Assert.Empty(_push.Pushes);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([(Seller, 2L)], _push.Pushes);
        Decide(Seller, 3);
        Assert.Equal([(Seller, 2L), (Seller, 3L)], _push.Pushes);
        Assert.False(_time.HasTimer);
    }

    [Fact]
    public void After_a_loss_later_wishes_wait_anew_and_those_before_no_longer()
    {
        Decide(Customer, 1);
        _time.Advance(_wishes.Grace / 2);
        _wishes.OnLoss();
        Decide(Customer, 2);

        _time.Advance(_wishes.Grace / 2);
        Assert.Equal([(Customer, 1L)], _push.Pushes);
        _time.Advance(_wishes.Grace / 2);
        Assert.Equal([(Customer, 1L), (Customer, 2L)], _push.Pushes);
    }

    [Fact]
    public void Beyond_what_may_wait_the_oldest_are_decided_by_the_routes_there_are()
    {
        for (var key = 1; key <= 4; key++)
        {
            Decide(Customer, key, bytes: 3000);
        }

        Assert.Equal([(Customer, 1L)], _push.Pushes);
    }

    [Fact]
    public void When_the_node_is_told_to_stop_nothing_waits_any_longer()
    {
        Decide(Customer, 1);
        _lifetime.StopApplication();
        Decide(Customer, 2);

        Assert.Equal([(Customer, 1L), (Customer, 2L)], _push.Pushes);
    }

    private void Decide(User receiver, long key, int bytes = 1) => _wishes.Decide(
        receiver, new Delivery(new CustomerMessage(Command.Customer) { Content = new byte[bytes] }, key, MessageFlags.Push));
}
