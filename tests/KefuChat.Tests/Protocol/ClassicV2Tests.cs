using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol;

/// <summary>CUSTOMER_V2 names sender and receiver; behind the codecs there are only customer and seller.</summary>
public sealed class ClassicV2Tests
{
    /// <summary>sender_appid, sender, receiver_appid, receiver, the time in seconds, "hi".</summary>
    private const string FromCustomer = "0000000000000007 000000000000012c 000000000000000a 0000000000000005 6553f100 6869";

    private const string FromSeller = "000000000000000a 0000000000000005 0000000000000007 000000000000012c 6553f100 6869";

    [Fact]
    public void One_to_the_kefu_app_is_a_customer_message_without_store() =>
        Means($"00000026 00000003 40 02 01 00  {FromCustomer}", Message(Command.Customer));

    [Fact]
    public void One_from_the_kefu_app_is_a_support_message_without_store() =>
        Means($"00000026 00000003 40 02 01 00  {FromSeller}", Message(Command.CustomerSupport));

    [Fact]
    public void One_within_the_kefu_app_is_a_support_message()
    {
        var message = Decoding.Accepted<CustomerMessage>(
            ClassicPeer.New(),
            V2(ClassicWire.MessageV2(ClassicPeer.KefuApp, 5, ClassicPeer.KefuApp, 6, "hi")));
        Assert.Equal(Command.CustomerSupport, message.Command);
        Assert.Equal(new User(ClassicPeer.KefuApp, 5), message.Sender(ClassicPeer.KefuApp));
        Assert.Equal(new User(ClassicPeer.KefuApp, 6), message.Receiver(ClassicPeer.KefuApp));
    }

    [Theory]
    [InlineData(7, 8)]
    [InlineData(7, 7)]
    [InlineData(0, 0)]
    public void One_past_the_kefu_app_is_refused(long senderAppId, long receiverAppId)
    {
        var frame = Decoding.Accepted(ClassicPeer.New(), V2(ClassicWire.MessageV2(senderAppId, 1, receiverAppId, 2, "hi")));
        var refused = Assert.IsType<Refused>(frame.Message);
        Assert.Equal((3L, 64L, Status.NotKefuApp), (frame.Seq, refused.Number, refused.Status));
        Decoding.AssertFits(refused.Reason);
    }

    [Theory]
    [InlineData(0x00, 0x00)]
    [InlineData(0x01, 0x01)]
    [InlineData(0x02, 0x00)]
    [InlineData(0xff, 0x01)]
    public void One_is_always_stored(byte sent, byte taken)
    {
        var body = ClassicWire.MessageV2(7, 300, ClassicPeer.KefuApp, 5, "hi");
        var frame = ClassicWire.Encode(Command.CustomerV2, 3, 2, (MessageFlags)sent, body);
        var message = Decoding.Accepted<CustomerMessage>(ClassicPeer.New(), frame);
        Assert.Equal((MessageFlags)taken, message.Flags);
        Assert.False(message.IsUnpersistent);
    }

    [Fact]
    public void Its_uuid_is_that_in_its_content()
    {
        var body = ClassicWire.MessageV2(7, 300, ClassicPeer.KefuApp, 5, """{"text":"hi","uuid":"u1"}""");
        Assert.Equal("u1", Decoding.Accepted<CustomerMessage>(ClassicPeer.New(), V2(body)).Uuid);
    }

    [Theory]
    [InlineData((byte)Command.Customer, FromCustomer)]
    [InlineData((byte)Command.CustomerSupport, FromSeller)]
    public void A_classic_client_gets_it_as_it_was_sent(byte command, string body)
    {
        var message = Message((Command)command);
        message.TimestampMs = 1_700_000_000_000;
        Assert.Equal(
            [
                Hex.Compact("00000020 00000001 25 02 00 00  0000000000000005 0000000000000004 00000000000000000000000000000000"),
                Hex.Compact($"00000026 00000002 40 02 11 00  {body}"),
                Hex.Compact("00000008 00000003 1d 02 00 00  0000000000000005"),
            ],
            Encoded.Hex(ClassicPeer.OfVersion(2), new Delivery(message, 5, MessageFlags.Push)));
    }

    [Theory]
    [InlineData(FromCustomer, (byte)Command.Customer)]
    [InlineData(FromSeller, (byte)Command.CustomerSupport)]
    public void A_kefu_v1_client_gets_it_by_its_direction(string body, byte command)
    {
        var message = Decoding.Accepted<CustomerMessage>(ClassicPeer.New(), Hex.Bytes($"00000026 00000003 40 02 01 00  {body}"));
        message.TimestampMs = 1_700_000_000_000;
        var frame = Assert.Single(Encoded.Frames(new KefuV1Codec(), new Delivery(message, 5, MessageFlags.Push)));
        Assert.Equal(
            new ServerFrame((Command)command, 1, MessageFlags.Text | MessageFlags.Push)
            {
                CustomerAppId = 7,
                CustomerId = 300,
                SellerId = 5,
                TimestampMs = 1_700_000_000_000,
                Content = "hi",
                SyncKey = 5,
                PrevSyncKey = 4,
            },
            KefuV1Wire.Decode(frame));
    }

    [Theory]
    [InlineData((byte)Command.Customer)]
    [InlineData((byte)Command.CustomerSupport)]
    public void What_a_kefu_v1_client_sent_reaches_a_classic_client_as_24_or_25(byte command)
    {
        var sent = KefuV1Wire.Encode((Command)command, 1, MessageFlags.Text, 7, 300, 3, 5, 0, "hi", "u");
        var message = Decoding.Accepted<CustomerMessage>(new KefuV1Codec(), sent);
        var frame = ClassicWire.Decode(Assert.Single(Encoded.Frames(ClassicPeer.New(), new Delivery(message, 5, MessageFlags.None))));
        Assert.Equal((Command)command, frame.Command);
        Assert.Equal((7L, 300L, 3L, 5L, "hi"), (frame.CustomerAppId, frame.CustomerId, frame.StoreId, frame.SellerId, frame.Content));
    }

    private static CustomerMessage Message(Command command) => new(command)
    {
        Flags = MessageFlags.Text,
        CustomerAppId = 7,
        CustomerId = 300,
        SellerId = 5,
        Content = "hi"u8.ToArray(),
        IsV2 = true,
    };

    private static byte[] V2(byte[] body) => ClassicWire.Encode(Command.CustomerV2, 3, 2, MessageFlags.Text, body);

    private static void Means(string hex, CustomerMessage message) => Assert.Equal(
        new Frame(3, message),
        Decoding.Accepted(ClassicPeer.New(), Hex.Bytes(hex)),
        FrameComparer.Instance);
}
