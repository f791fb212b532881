using KefuChat.Protocol;
using KefuChat.Routing;

namespace KefuChat.Tests.EndToEnd;

/// <summary>Between a login and the moment routing knows of it, nothing is missed.</summary>
public abstract class CatchUpTests : EndToEndTest
{
    private readonly LateRouter _router = new();

    protected CatchUpTests(HostKind host)
        : base(host) => Server.Replace<IMessageRouter>(_router);

    [Fact]
    public async Task What_was_published_before_the_subscription_held_is_notified_then()
    {
        await using var customer = await Server.LoginAsync(Customer);
        await using var seller = await Server.LoginAsync(Seller, "phone");
        await customer.AskAsync(Customer, Seller.Uid, "before");
        Assert.Equal(1, (await customer.ExpectAsync(Command.Ack)).SyncKey);

        // One knows by its ACK, one by its login: they hear nothing.
        await using var tablet = await Server.LoginAsync(Seller, "tablet");
        _router.Confirm(Customer);
        _router.Confirm(Seller);

        Assert.Equal(1, (await seller.ExpectAsync(Command.SyncNotify)).SyncKey);
        await customer.ExpectNothingAsync();
        await tablet.ExpectNothingAsync();
        Assert.Equal(["before"], (await seller.SyncAsync(0)).Messages.Select(message => message.Content));
    }

    [Fact]
    public async Task Nobody_hears_anything_where_nothing_was_missed()
    {
        await using var customer = await Server.LoginAsync(Customer);
        await using var seller = await Server.LoginAsync(Seller);
        await using var witness = await Server.LoginAsync(new User(KefuAppId, 56));
        await customer.AskAsync(Customer, 56, "missed");
        await customer.ExpectAsync(Command.Ack);
        _router.Confirm(Seller);
        _router.Confirm(Customer);
        _router.Confirm(new User(KefuAppId, 56));

        // The others were looked at before or with the witness.
        await witness.ExpectAsync(Command.SyncNotify);
        await customer.AskAsync(Customer, Seller.Uid, "after");
        await customer.ExpectAsync(Command.Ack);
        Assert.Equal("after", (await seller.ExpectAsync(Command.Customer)).Content);
        await seller.ExpectNothingAsync();
        await customer.ExpectNothingAsync();
    }
}

public sealed class CatchUpTestsInMemory() : CatchUpTests(HostKind.InMemory);

public sealed class CatchUpTestsOnKestrel() : CatchUpTests(HostKind.Kestrel);
