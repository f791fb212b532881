using System.Text;
using KefuChat.Protocol;
using KefuChat.Routing;

namespace KefuChat.Tests.Routing;

/// <summary>
/// What every router promises, however many processes it spans. The suites beside this one hold the promises; a backend
/// runs them by deriving a class from each.
/// </summary>
/// <remarks>
/// Calls take effect in their own time, so nothing is checked by looking at once: a test waits for what must come, and
/// where nothing may come it publishes something behind it and sees that this comes next.
/// </remarks>
public abstract class MessageRouterContract(MessageRouterBackend backend) : IAsyncLifetime
{
    private protected static readonly User Customer = new(7, 1001);
    private protected static readonly User Seller = new(1, 9);

    private readonly RecordingPushSender _push = new();
    private TestGateway? _first;
    private TestGateway? _second;

    private protected TestGateway First => _first!;

    private protected TestGateway Second => _second!;

    public async ValueTask InitializeAsync()
    {
        _first = await AddGatewayAsync();
        _second = await AddGatewayAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return backend.DisposeAsync();
    }

    private protected MessageRouterBackend Backend => backend;

    private protected async Task<TestGateway> AddGatewayAsync()
    {
        var gateway = new TestGateway(await backend.ConnectAsync(_push));
        await backend.IsReachedAsync(gateway.Router);
        return gateway;
    }

    /// <summary>A message as an entry of the receiver's queue, pushed live.</summary>
    private protected static Publication Message(User receiver, long key, long excluded = 0, bool wish = false, string text = "") =>
        Message(receiver, new Delivery(Body(text), key, MessageFlags.Push), excluded, wish);

    private static Publication Message(User receiver, Delivery delivery, long excluded, bool wish) =>
        new(receiver, delivery, excluded, wish ? delivery : null);

    private protected static CustomerMessage Body(string text, MessageFlags flags = MessageFlags.Text) => new(Command.Customer)
    {
        Flags = flags,
        CustomerAppId = Customer.AppId,
        CustomerId = Customer.Uid,
        SellerId = Seller.Uid,
        Content = Encoding.UTF8.GetBytes(text),
    };

    /// <summary>The key of a delivery or a notice.</summary>
    private protected static long Key(Publication publication) => publication.Message switch
    {
        Delivery delivery => delivery.SyncKey,
        SyncNotify notify => notify.SyncKey,
        _ => throw new ArgumentException($"no key in {publication}", nameof(publication)),
    };

    /// <summary>Nothing was delivered to the gateway that a test has not seen.</summary>
    private protected async Task HasNothingMoreAsync(TestGateway gateway)
    {
        foreach (var witness in backend.Witnesses)
        {
            await gateway.SubscribeAsync(witness);
            First.Publish(Message(witness, 1));
            Second.Publish(Message(witness, 1));

            Assert.Equal(witness, (await gateway.NextAsync()).Receiver);
            Assert.Equal(witness, (await gateway.NextAsync()).Receiver);
            await gateway.UnsubscribeAsync(witness);
        }
    }

    private protected async Task IsPushedAsync(User receiver, long key)
    {
        var push = await _push.NextAsync();
        Assert.Equal((receiver, key), (push.Receiver, push.Delivery.SyncKey));
    }

    /// <summary>Nobody was pushed whom a test has not seen.</summary>
    private protected async Task NobodyElseIsPushedAsync()
    {
        foreach (var witness in backend.Witnesses)
        {
            foreach (var gateway in (TestGateway[])[First, Second])
            {
                gateway.Publish(Message(witness, 1, wish: true));
                await IsPushedAsync(witness, 1);
            }
        }
    }
}
