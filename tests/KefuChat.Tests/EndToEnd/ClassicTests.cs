using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Tests.TestClients;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.EndToEnd;

/// <summary>Deployed clients of the original service connect unchanged, over WebSocket and over TCP.</summary>
public abstract class ClassicTests(HostKind host) : EndToEndTest(host)
{
    internal abstract Task<ClassicClient> ConnectAsync(byte version = 2);

    [Fact]
    public async Task A_stored_message_is_acknowledged_behind_METADATA_and_pushed_with_both_keys()
    {
        await using var seller = await LoginAsync(Seller);
        await using var customer = await LoginAsync(Customer);

        var seq = await customer.AskAsync(Customer, Seller.Uid, "hello", store: 9);

        var (metadata, ack) = (await customer.ExpectAsync(Command.Metadata), await customer.ExpectAsync(Command.Ack));
        Assert.Equal((1L, 0L, metadata.Seq + 1), (metadata.SyncKey, metadata.PrevSyncKey, ack.Seq));
        Assert.Equal((seq, Status.Ok), ((int)ack.AckedSeq, ack.Status));
        var (keys, message) = (await seller.ExpectAsync(Command.Metadata), await seller.ExpectAsync(Command.Customer));
        Assert.Equal((1L, 0L, keys.Seq + 1), (keys.SyncKey, keys.PrevSyncKey, message.Seq));
        Assert.Equal((7L, 1001L, 9L, 55L, "hello"), (message.CustomerAppId, message.CustomerId, message.StoreId, message.SellerId, message.Content));
        Assert.Equal(MessageFlags.Text | MessageFlags.Push, message.Flags);
        Assert.Equal(1, (await seller.ExpectAsync(Command.SyncNotify)).SyncKey);
    }

    [Fact]
    public async Task UNPERSISTENT_comes_without_METADATA()
    {
        await using var seller = await LoginAsync(Seller);
        await using var customer = await LoginAsync(Customer);

        await customer.AskAsync(Customer, Seller.Uid, "typing", flags: MessageFlags.Unpersistent);

        await customer.ExpectAsync(Command.Ack);
        Assert.Equal("typing", (await seller.ExpectAsync(Command.Customer)).Content);
        await seller.ExpectNothingAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Below_version_2_a_refused_message_gets_no_ack_and_a_stored_one_does(byte version)
    {
        await using var customer = await LoginAsync(Customer, version);

        await customer.AskAsync(Customer, 0, "to nobody");
        var seq = await customer.AskAsync(Customer, Seller.Uid, "to somebody");

        await customer.ExpectAsync(Command.Metadata);
        var ack = await customer.ExpectAsync(Command.Ack);
        Assert.Equal((seq, version), ((int)ack.AckedSeq, ack.Version));
        await customer.ExpectNothingAsync();
    }

    [Fact]
    public async Task From_version_2_a_refused_message_gets_its_status()
    {
        await using var customer = await LoginAsync(Customer);
        await customer.AskAsync(Customer, 0, "to nobody");
        Assert.Equal(Status.SellerRequired, (await customer.ExpectAsync(Command.Ack)).Status);
    }

    [Fact]
    public async Task A_refused_token_leaves_the_connection_open_until_the_deadline()
    {
        var time = Server.UseManualTime();
        await using var client = await ConnectAsync();

        await client.SendAsync(Command.AuthToken, ClassicWire.AuthToken(1, "wrong", "device"));
        Assert.Equal(Status.AuthFailed, (await client.ExpectAsync(Command.AuthStatus)).Status);
        await client.ExpectNothingAsync();
        await client.SendAsync(Command.Sync, ClassicWire.Key(0));
        Assert.Equal(Status.NotAuthenticated, (await client.ExpectAsync(Command.Ack)).Status);

        time.Advance(TimeSpan.FromSeconds(10));
        await client.Closed;
    }

    [Fact]
    public async Task A_client_may_try_again_with_a_better_token()
    {
        await using var client = await ConnectAsync();
        await client.SendAsync(Command.AuthToken, ClassicWire.AuthToken(1, "wrong", "device"));
        await client.ExpectAsync(Command.AuthStatus);
        await client.LoginAsync(Server.Token(Customer));
    }

    [Fact]
    public async Task A_sync_from_0_starts_at_the_highest_key_any_device_confirmed()
    {
        await using var phone = await LoginAsync(Customer, deviceId: "phone");
        await AskAsync(phone, 3);
        await phone.SendAsync(Command.SyncKey, ClassicWire.Key(2));
        await phone.ExpectNothingAsync();

        await using var tablet = await LoginAsync(Customer, deviceId: "tablet");
        await tablet.SendAsync(Command.Sync, ClassicWire.Key(0));

        Assert.Equal(2, (await tablet.ExpectAsync(Command.SyncBegin)).SyncKey);
        Assert.Equal("3", (await tablet.ExpectAsync(Command.Customer)).Content);
        Assert.Equal(3, (await tablet.ExpectAsync(Command.SyncEnd)).SyncKey);
    }

    [Fact]
    public async Task A_sync_of_more_than_a_round_is_followed_by_a_notify_with_a_higher_key()
    {
        await using var client = await LoginAsync(Customer);
        await AskAsync(client, 1003);

        await client.SendAsync(Command.Sync, ClassicWire.Key(1));

        Assert.Equal(1, (await client.ExpectAsync(Command.SyncBegin)).SyncKey);
        var messages = await client.TakeAsync(1000);
        Assert.All(messages, message => Assert.Equal(MessageFlags.Text | MessageFlags.Self, message.Flags));
        Assert.Equal(1001, (await client.ExpectAsync(Command.SyncEnd)).SyncKey);
        Assert.True((await client.ExpectAsync(Command.SyncNotify)).SyncKey > 1001);
        await client.SendAsync(Command.Sync, ClassicWire.Key(1001));
        await client.ExpectAsync(Command.SyncBegin);
        Assert.Equal(["1002", "1003"], (await client.TakeAsync(2)).Select(message => message.Content));
        Assert.Equal(1003, (await client.ExpectAsync(Command.SyncEnd)).SyncKey);
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_uuid_in_the_content_keeps_a_resent_message_from_being_stored_twice()
    {
        await using var customer = await LoginAsync(Customer);
        const string Content = """{"text": "hello", "uuid": "3f0c"}""";

        await customer.AskAsync(Customer, Seller.Uid, Content);
        await customer.AskAsync(Customer, Seller.Uid, Content);

        var acks = await customer.TakeAsync(4);
        Assert.Equal([1L, 1L], acks.Where(frame => frame.Command == Command.Metadata).Select(frame => frame.SyncKey));
        Assert.Equal([Content], await QueueAsync(Seller));
    }

    [Fact]
    public async Task CUSTOMER_V2_reaches_classic_clients_as_V2_and_kefu_v1_clients_by_direction()
    {
        await using var classic = await LoginAsync(Seller, deviceId: "classic");
        await using var modern = await Server.LoginAsync(Seller, "modern");
        await using var customer = await LoginAsync(Customer);

        await customer.SendAsync(Command.CustomerV2, ClassicWire.MessageV2(Customer.AppId, Customer.Uid, Seller.AppId, Seller.Uid, "hello"));

        await classic.ExpectAsync(Command.Metadata);
        var v2 = await classic.ExpectAsync(Command.CustomerV2);
        Assert.Equal((7L, 1001L, 1L, 55L, "hello"), (v2.SenderAppId, v2.Sender, v2.ReceiverAppId, v2.Receiver, v2.Content));
        var v1 = await modern.ExpectAsync(Command.Customer);
        Assert.Equal((7L, 1001L, 0L, 55L, "hello"), (v1.CustomerAppId, v1.CustomerId, v1.StoreId, v1.SellerId, v1.Content));

        await classic.ExpectAsync(Command.SyncNotify);
        await classic.SendAsync(Command.CustomerV2, ClassicWire.MessageV2(Seller.AppId, Seller.Uid, Customer.AppId, Customer.Uid, "hi"));
        Assert.Equal("hi", (await modern.ExpectAsync(Command.CustomerSupport)).Content);

        // From storage it is V2 as well.
        await customer.TakeAsync(5);
        await customer.SendAsync(Command.Sync, ClassicWire.Key(1));
        await customer.ExpectAsync(Command.SyncBegin);
        Assert.Equal((55L, 1001L), await SenderAndReceiverAsync(customer));
    }

    [Fact]
    public async Task What_kefu_v1_sent_reaches_a_classic_client_as_24_or_25()
    {
        await using var classic = await LoginAsync(Seller);
        await using var customer = await Server.LoginAsync(Customer);

        await customer.AskAsync(Customer, Seller.Uid, "hello", "uuid");

        await classic.ExpectAsync(Command.Metadata);
        Assert.Equal("hello", (await classic.ExpectAsync(Command.Customer)).Content);
    }

    [Fact]
    public async Task CUSTOMER_V2_between_two_who_are_not_in_the_kefu_app_is_refused()
    {
        await using var client = await LoginAsync(Customer);
        await client.SendAsync(Command.CustomerV2, ClassicWire.MessageV2(7, 1001, 8, 2, "hello"));
        Assert.Equal(Status.NotKefuApp, (await client.ExpectAsync(Command.Ack)).Status);
    }

    [Fact]
    public async Task CUSTOMER_V2_of_somebody_else_is_refused()
    {
        await using var client = await LoginAsync(Customer);
        await client.SendAsync(Command.CustomerV2, ClassicWire.MessageV2(7, 1002, 1, 55, "hello"));
        Assert.Equal(Status.UidMismatch, (await client.ExpectAsync(Command.Ack)).Status);
    }

    [Theory]
    [InlineData(Command.AuthStatus)]
    [InlineData((Command)99)]
    public async Task A_command_no_client_may_send_closes_the_connection(object command)
    {
        await using var client = await LoginAsync(Customer);
        await client.SendAsync((Command)command, []);
        await client.Closed;
        Assert.Empty(await client.RestAsync());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(32 * 1024)]
    [InlineData(int.MaxValue)]
    public async Task A_body_length_below_0_or_from_32_KiB_on_closes_the_connection(int length)
    {
        await using var client = await LoginAsync(Customer);
        var frame = ClassicWire.Encode(Command.Ping, 2, 2, MessageFlags.None, []);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(frame, length);
        await client.SendRawAsync(frame);
        await client.Closed;
    }

    [Fact]
    public async Task The_largest_body_is_taken()
    {
        await using var seller = await LoginAsync(Seller);
        await using var customer = await LoginAsync(Customer);
        var content = new string('x', CustomerMessage.MaxContentBytes);

        await customer.AskAsync(Customer, Seller.Uid, content);

        await seller.ExpectAsync(Command.Metadata);
        Assert.Equal(content, (await seller.ExpectAsync(Command.Customer)).Content);
    }

    internal async Task<ClassicClient> LoginAsync(User user, byte version = 2, string deviceId = "device")
    {
        var client = await ConnectAsync(version);
        await client.LoginAsync(Server.Token(user), deviceId);
        return client;
    }

    private static async Task<(long Sender, long Receiver)> SenderAndReceiverAsync(ClassicClient client)
    {
        var frame = await client.ExpectAsync(Command.CustomerV2);
        return (frame.Sender, frame.Receiver);
    }

    private static async Task AskAsync(ClassicClient client, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await client.AskAsync(Customer, Seller.Uid, $"{i}");
        }

        var acks = await client.TakeAsync(2 * count);
        Assert.Equal(count, acks.Count(frame => frame.Command == Command.Ack && frame.Status == Status.Ok));
    }
}

public sealed class ClassicTestsInMemory() : ClassicTests(HostKind.InMemory)
{
    internal override Task<ClassicClient> ConnectAsync(byte version = 2) => Server.ConnectClassicAsync(version);
}

public sealed class ClassicTestsOnKestrel() : ClassicTests(HostKind.Kestrel)
{
    internal override Task<ClassicClient> ConnectAsync(byte version = 2) => Server.ConnectClassicAsync(version);

    [Theory]
    [InlineData(-1, 4400)]
    [InlineData(32 * 1024, 1009)]
    public async Task Over_WebSocket_the_close_code_says_why(int length, int code)
    {
        await using var client = await LoginAsync(Customer);
        var frame = ClassicWire.Encode(Command.Ping, 2, 2, MessageFlags.None, []);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(frame, length);
        await client.SendRawAsync(frame);
        Assert.Equal(code, (await client.Closed).Code);
    }
}

public sealed class ClassicTestsOverTcp : ClassicTests
{
    public ClassicTestsOverTcp()
        : base(HostKind.Kestrel) => Server.Set("Kefu:Classic:Tcp", "127.0.0.1:0");

    internal override Task<ClassicClient> ConnectAsync(byte version = 2) => Server.ConnectTcpAsync(version);

    [Fact]
    public async Task Frames_may_come_in_any_pieces()
    {
        await using var client = await ConnectAsync();
        var bytes = ClassicWire.Encode(Command.AuthToken, 1, 2, MessageFlags.None, ClassicWire.AuthToken(1, Server.Token(Customer), "device"))
            .Concat(ClassicWire.Encode(Command.Ping, 2, 2, MessageFlags.None, []))
            .Concat(ClassicWire.Encode(Command.Sync, 3, 2, MessageFlags.None, ClassicWire.Key(0)))
            .ToArray();

        foreach (var piece in bytes.Chunk(5))
        {
            await client.SendRawAsync(piece);
        }

        Assert.Equal(
            [Command.AuthStatus, Command.Pong, Command.SyncBegin, Command.SyncEnd],
            (await client.TakeAsync(4)).Select(frame => frame.Command));
    }

    [Fact]
    public async Task A_stop_acknowledges_all_that_is_stored_to_a_client_that_goes_on_sending()
    {
        Server.Set("Kefu:Limits:MessagesPerSecond", 0);
        Server.Start();
        var socket = await TcpClientSocket.ConnectAsync(Server.Get<ClassicTcpListener>().EndPoint!, receiveBufferBytes: 4096);
        await using var client = new ClassicClient(socket);
        await client.SendAsync(Command.AuthToken, ClassicWire.AuthToken(1, Server.Token(Customer), "device"));
        var burst = Enumerable.Range(0, 1000).SelectMany(seq => ClassicWire.Encode(
            Command.Customer, seq, 2, MessageFlags.Text, ClassicWire.Message(7, 1001, 0, 55, "hello"))).ToArray();

        // It does not read: answers pile up on the server's side, and bytes lie unread there when it says goodbye.
        var sending = SendForeverAsync();
        var store = Server.Get<IMessageStore>();
        await WaitUntilAsync(async () => (await store.LatestKeysAsync([Customer]))[0] >= 5000);

        Server.Get<ConnectionAcceptor>().Drain();
        client.Read();

        var acks = (await client.RestAsync()).Count(frame => frame.Command == Command.Ack);
        client.Abort();
        Assert.NotNull(await Record.ExceptionAsync(() => sending.WaitAsync(ChatClient.Patience)));
        Assert.Equal((await QueueAsync(Customer)).Count, acks);

        async Task SendForeverAsync()
        {
            while (true)
            {
                await client.SendRawAsync(burst);
            }
        }
    }
}
