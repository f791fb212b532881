using KefuChat.Protocol;
using KefuChat.Routing;
using KefuChat.Storage;
using KefuChat.Tests.TestClients;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.EndToEnd;

/// <summary>Every row of the status table, from outside.</summary>
public abstract class StatusTests(HostKind host) : EndToEndTest(host)
{
    [Fact]
    public async Task Ok_0_when_stored_or_routed()
    {
        await using var client = await Server.LoginAsync(Customer);

        var stored = await AskAsync(client, "hello");
        var routed = await AskAsync(client, "typing", MessageFlags.Unpersistent);

        Assert.Equal((Status.Ok, 1L, 0L), (stored.Status, stored.SyncKey, stored.PrevSyncKey));
        Assert.True(stored.TimestampMs > 0);
        Assert.Equal((Status.Ok, 0L), (routed.Status, routed.SyncKey));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no token")]
    [InlineData("a.b.c")]
    public async Task AuthFailed_1_for_a_malformed_token(string token)
    {
        await using var client = await Server.ConnectAsync();

        await client.SendAsync(Command.AuthToken, 3L, token, "device");

        Assert.Equal(Status.AuthFailed, (await client.ExpectAsync(Command.AuthStatus)).Status);
        Assert.Equal(4401, (await client.Closed).Code);
    }

    [Fact]
    public async Task AuthFailed_1_for_an_expired_token()
    {
        var time = Server.UseManualTime();
        var token = Server.Token(Customer, ttl: TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));
        await using var client = await Server.ConnectAsync();

        await client.SendAsync(Command.AuthToken, 3L, token, "device");

        Assert.Equal(Status.AuthFailed, (await client.ExpectAsync(Command.AuthStatus)).Status);
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task NotAuthenticated_16_for_everything_before_AUTH_TOKEN(object command, object[] fields)
    {
        await using var client = await Server.ConnectAsync();

        var seq = await client.SendAsync((Command)command, fields);

        var ack = await client.ExpectAsync(Command.Ack);
        Assert.Equal((Status.NotAuthenticated, seq), (ack.Status, (int)ack.AckedSeq));
    }

    [Fact]
    public async Task AppIdMismatch_17_before_uid_and_seller_are_looked_at()
    {
        await using var client = await Server.LoginAsync(Customer);
        await client.AskAsync(new User(8, 9), 0, "hello");
        await ExpectRefusalAsync(client, Status.AppIdMismatch);
    }

    [Fact]
    public async Task UidMismatch_18_for_a_customer_before_the_seller_is_looked_at()
    {
        await using var client = await Server.LoginAsync(Customer);
        await client.AskAsync(Customer with { Uid = 9 }, 0, "hello");
        await ExpectRefusalAsync(client, Status.UidMismatch);
    }

    [Fact]
    public async Task SellerRequired_19_when_there_is_none()
    {
        await using var client = await Server.LoginAsync(Customer);
        await client.AskAsync(Customer, 0, "hello");
        await ExpectRefusalAsync(client, Status.SellerRequired);
    }

    [Fact]
    public async Task NotKefuApp_20_for_a_customer_who_answers_before_the_uid_is_looked_at()
    {
        await using var client = await Server.LoginAsync(Customer);
        await client.AnswerAsync(default, 9, "hello");
        await ExpectRefusalAsync(client, Status.NotKefuApp);
    }

    [Fact]
    public async Task UidMismatch_18_for_a_seller_before_the_customer_is_looked_at()
    {
        await using var client = await Server.LoginAsync(Seller);
        await client.AnswerAsync(default, Seller.Uid + 1, "hello");
        await ExpectRefusalAsync(client, Status.UidMismatch);
    }

    [Theory]
    [InlineData(0, 1001)]
    [InlineData(7, 0)]
    public async Task CustomerRequired_21_when_the_customer_is_not_given(long appId, long uid)
    {
        await using var client = await Server.LoginAsync(Seller);
        await client.AnswerAsync(new User(appId, uid), Seller.Uid, "hello");
        await ExpectRefusalAsync(client, Status.CustomerRequired);
    }

    [Fact]
    public async Task StorageUnavailable_22_when_it_cannot_be_stored_and_nobody_gets_it()
    {
        var store = new FailingStore();
        Server.Replace<IMessageStore>(store);
        await using var seller = await Server.LoginAsync(Seller);
        await using var client = await Server.LoginAsync(Customer);

        await client.AskAsync(Customer, Seller.Uid, "hello");

        await ExpectRefusalAsync(client, Status.StorageUnavailable);
        await seller.ExpectNothingAsync();
    }

    [Fact]
    public async Task StorageUnavailable_22_even_when_the_store_throws()
    {
        Server.Replace<IMessageStore>(new FailingStore { Throws = true });
        await using var client = await Server.LoginAsync(Customer);

        await client.AskAsync(Customer, Seller.Uid, "hello");

        await ExpectRefusalAsync(client, Status.StorageUnavailable);
    }

    [Fact]
    public async Task RoutingUnavailable_23_for_what_is_routed_only()
    {
        Server.Replace<IMessageRouter>(new UnreachableRouter());
        await using var client = await Server.LoginAsync(Customer);

        await client.AskAsync(Customer, Seller.Uid, "typing", flags: MessageFlags.Unpersistent);
        await ExpectRefusalAsync(client, Status.RoutingUnavailable);

        // What is stored only comes later.
        Assert.Equal(Status.Ok, (await AskAsync(client, "hello")).Status);
    }

    [Fact]
    public async Task TooLarge_24_for_content_over_the_limit_and_not_for_content_at_it()
    {
        await using var client = await Server.LoginAsync(Customer);

        Assert.Equal(Status.Ok, (await AskAsync(client, new string('x', CustomerMessage.MaxContentBytes))).Status);
        await client.AskAsync(Customer, Seller.Uid, new string('x', CustomerMessage.MaxContentBytes + 1));
        await ExpectRefusalAsync(client, Status.TooLarge);
    }

    [Fact]
    public async Task TooLarge_24_for_a_uuid_over_64_bytes()
    {
        await using var client = await Server.LoginAsync(Customer);
        await client.AskAsync(Customer, Seller.Uid, "hello", new string('u', 65));
        await ExpectRefusalAsync(client, Status.TooLarge);
    }

    [Fact]
    public async Task RateLimited_25_beyond_the_burst_until_time_has_passed()
    {
        Server.Set("Kefu:Limits:MessagesPerSecond", 2).Set("Kefu:Limits:MessageBurst", 3);
        var time = Server.UseManualTime();
        await using var client = await Server.LoginAsync(Customer);

        Assert.Equal(Status.Ok, (await AskAsync(client, "2nd of 3 frames")).Status);
        Assert.Equal(Status.Ok, (await AskAsync(client, "3rd")).Status);
        await client.AskAsync(Customer, Seller.Uid, "4th");
        await ExpectRefusalAsync(client, Status.RateLimited);
        time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(Status.Ok, (await AskAsync(client, "again")).Status);
    }

    [Fact]
    public async Task Forbidden_26_for_a_sender_who_may_only_read()
    {
        await using var client = await Server.ConnectAsync();
        await client.LoginAsync(Server.Token(Customer, isForbidden: true));

        await client.AskAsync(Customer, Seller.Uid, "hello");

        await ExpectRefusalAsync(client, Status.Forbidden);
        Assert.Empty((await client.SyncAsync(0)).Messages);
    }

    [Theory]
    [InlineData(MessageFlags.None)]
    [InlineData(MessageFlags.Unpersistent)]
    public async Task Forbidden_26_for_what_pretends_to_be_a_note_of_the_server(object flags)
    {
        await using var client = await Server.LoginAsync(Customer);

        await client.AskAsync(Customer, Seller.Uid, """{"type":"system","event":"closed"}""", "note-1", flags: (MessageFlags)flags);

        await ExpectRefusalAsync(client, Status.Forbidden);
    }

    [Theory]
    [InlineData(Command.AuthStatus)]
    [InlineData(Command.Pong)]
    [InlineData(Command.SyncBegin)]
    [InlineData(Command.Metadata)]
    [InlineData(Command.CustomerV2)]
    [InlineData((Command)99)]
    public async Task UnknownCommand_27_for_what_no_client_may_send(object command)
    {
        await using var client = await Server.LoginAsync(Customer);
        await client.SendAsync((Command)command);
        await ExpectRefusalAsync(client, Status.UnknownCommand);
        await client.ExpectNothingAsync();
    }

    public static TheoryData<object, object[]> Frames() => new()
    {
        { Command.Customer, [7L, 1001L, 0L, 55L, 0L, "hello", ""] },
        { Command.CustomerSupport, [7L, 1001L, 0L, 55L, 0L, "hello", ""] },
        { Command.Sync, [0L, 0L] },
        { Command.SyncKey, [0L] },
        { Command.Ack, [1L] },
        { (Command)99, [] },
    };

    private static async Task<ServerFrame> AskAsync(KefuClient client, string content, MessageFlags flags = MessageFlags.Text)
    {
        var seq = await client.AskAsync(Customer, Seller.Uid, content, flags: flags);
        var ack = await client.ExpectAsync(Command.Ack);
        Assert.Equal(seq, ack.AckedSeq);
        return ack;
    }

    private static async Task ExpectRefusalAsync(KefuClient client, Status status)
    {
        var ack = await client.ExpectAsync(Command.Ack);
        Assert.Equal((status, client.Seq, 0L), (ack.Status, (int)ack.AckedSeq, ack.SyncKey));
        Assert.NotEmpty(ack.Reason);
    }
}

public sealed class StatusTestsInMemory() : StatusTests(HostKind.InMemory);

public sealed class StatusTestsOnKestrel() : StatusTests(HostKind.Kestrel);
