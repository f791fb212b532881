using System.Text;
using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol;

/// <summary>All that a client says in <c>kefu.v1</c>, from bytes written by hand.</summary>
public sealed class KefuV1DecodeTests
{
    [Fact]
    public void A_login() => Means(
        "96 0f 01 00 03 a3746f6b a3646576",
        1,
        new AuthToken(Platform.Web, "tok", "dev"));

    [Fact]
    public void A_platform_not_known_is_carried() => Means(
        "96 0f 01 00 ccff a3746f6b a3646576",
        1,
        new AuthToken((Platform)255, "tok", "dev"));

    [Fact]
    public void A_ping() => Means("93 0d 02 00", 2, Ping.Instance);

    [Fact]
    public void A_customer_message() => Means(
        "9a 18 03 01 07 cd012c 09 05 cf0000018bcfe56800 a26869 a175",
        3,
        new CustomerMessage(Command.Customer)
        {
            Flags = MessageFlags.Text,
            CustomerAppId = 7,
            CustomerId = 300,
            StoreId = 9,
            SellerId = 5,
            Content = "hi"u8.ToArray(),
            Uuid = "u",
        });

    [Fact]
    public void A_support_message() => Means(
        "9a 19 03 03 07 cd012c 09 05 00 a6e5aea2e69c8d a0",
        3,
        new CustomerMessage(Command.CustomerSupport)
        {
            Flags = MessageFlags.Text | MessageFlags.Unpersistent,
            CustomerAppId = 7,
            CustomerId = 300,
            StoreId = 9,
            SellerId = 5,
            Content = "客服"u8.ToArray(),
        });

    [Fact]
    public void An_ACK_of_a_delivered_frame() => Means("94 05 04 00 cccc", 4, new DeliveryAck(204));

    [Fact]
    public void A_sync() => Means("95 1a 05 00 cd0100 64", 5, new Sync(256, 100, SyncOrigin.Device));

    [Fact]
    public void A_sync_for_more_than_can_be_counted_is_for_very_many() => Means(
        "95 1a 05 00 00 cf001fffffffffffff",
        5,
        new Sync(0, int.MaxValue, SyncOrigin.Device));

    [Fact]
    public void A_confirmed_key() => Means("94 22 06 00 cf001fffffffffffff", 6, new SyncKeyConfirmed(User.MaxId));

    [Theory]
    [InlineData("dc0003 0d 02 00")]
    [InlineData("dd00000003 0d 02 00")]
    [InlineData("93 cc0d cd0002 ce00000000")]
    [InlineData("93 d00d d10002 d200000000")]
    [InlineData("93 cf000000000000000d d30000000000000002 00")]
    public void An_encoding_longer_than_needed_is_read_as_well(string hex) => Means(hex, 2, Ping.Instance);

    [Theory]
    [InlineData(0L)]
    [InlineData(2L)]
    [InlineData(99L)]
    [InlineData(-1L)]
    [InlineData(256L)]
    [InlineData(271L)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_command_not_known_is_answered_rather_than_fatal(long number) => AnsweredAsUnknown(number);

    [Theory]
    [InlineData((byte)Command.AuthStatus)]
    [InlineData((byte)Command.Pong)]
    [InlineData((byte)Command.SyncBegin)]
    [InlineData((byte)Command.SyncEnd)]
    [InlineData((byte)Command.SyncNotify)]
    [InlineData((byte)Command.Metadata)]
    [InlineData((byte)Command.CustomerV2)]
    public void A_command_of_the_servers_or_of_the_classic_framing_is_not_known(byte command) => AnsweredAsUnknown(command);

    [Fact]
    public void A_login_that_fails_ends_the_connection() => Assert.True(new KefuV1Codec().ClosesOnFailedAuthentication);

    [Fact]
    public void The_subprotocol_is_kefu_v1() => Assert.Equal("kefu.v1", KefuV1Codec.Subprotocol);

    private static void Means(string hex, long seq, Message message) => Assert.Equal(
        new Frame(seq, message),
        Decoding.Accepted(new KefuV1Codec(), Hex.Bytes(hex)),
        FrameComparer.Instance);

    private static void AnsweredAsUnknown(long number)
    {
        // seq stands where a frame of any command has it, so that the answer can name it.
        byte[] bytes = [0x95, 0xd3, .. BitConverter.GetBytes(number).Reverse(), .. KefuV1Wire.Encode(Command.Ping, 8, 0, "x", null)[2..]];
        var frame = Decoding.Accepted(new KefuV1Codec(), bytes);
        var refused = Assert.IsType<Refused>(frame.Message);
        Assert.Equal((8, number, Status.UnknownCommand), (frame.Seq, refused.Number, refused.Status));
        Assert.Contains($"{number}", refused.Reason, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(refused.Reason), 1, 123);
    }
}
