using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol;

/// <summary>All that a classic client says, from bytes written by hand; CUSTOMER_V2 has its own file.</summary>
public sealed class ClassicDecodeTests
{
    /// <summary>customer_appid, customer_id, store_id, seller_id, a time, "hi".</summary>
    private const string Body = "0000000000000007 000000000000012c 0000000000000003 0000000000000005 6553f100 6869";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_login(byte version) => Means(
        $"00000009 00000001 0f {version:x2} 00 00  02 03 746f6b 03 646576",
        1,
        new AuthToken(Platform.Android, "tok", "dev"));

    [Fact]
    public void A_login_without_token_and_device() => Means(
        "00000003 00000001 0f 01 00 00  09 00 00",
        1,
        new AuthToken((Platform)9, "", ""));

    [Fact]
    public void The_longest_token_and_device_id()
    {
        var (token, deviceId) = (new string('t', 255), new string('客', 85));
        var bytes = ClassicWire.Encode(Command.AuthToken, 1, 1, 0, ClassicWire.AuthToken(1, token, deviceId));
        Assert.Equal(new AuthToken(Platform.Ios, token, deviceId), Decoding.Accepted<AuthToken>(ClassicPeer.New(), bytes));
    }

    [Fact]
    public void A_ping() => Means("00000000 00000002 0d 01 00 00", 2, Ping.Instance);

    [Theory]
    [InlineData(0x00, 0x00)]
    [InlineData(0x01, 0x01)]
    [InlineData(0x02, 0x02)]
    [InlineData(0x08, 0x00)]
    [InlineData(0x10, 0x00)]
    [InlineData(0xff, 0x03)]
    public void A_message_with_the_flags_that_a_client_may_set(byte sent, byte taken)
    {
        Means($"00000026 00000003 18 01 {sent:x2} 00  {Body}", 3, Message(Command.Customer, (MessageFlags)taken));
        Means($"00000026 00000003 19 01 {sent:x2} 00  {Body}", 3, Message(Command.CustomerSupport, (MessageFlags)taken));
    }

    [Fact]
    public void A_message_without_content() => Means(
        $"00000024 00000003 18 01 00 00  {Body[..^4]}",
        3,
        Message(Command.Customer, MessageFlags.None) with { Content = default });

    [Theory]
    [InlineData((byte)Command.Customer)]
    [InlineData((byte)Command.CustomerSupport)]
    public void A_message_with_a_uuid_in_its_content(byte command)
    {
        var body = ClassicWire.Message(7, 300, 3, 5, """{"text":"hi","uuid":"u1"}""");
        var message = Decoding.Accepted<CustomerMessage>(ClassicPeer.New(), ClassicWire.Encode((Command)command, 3, 1, 0, body));
        Assert.Equal("u1", message.Uuid);
    }

    [Fact]
    public void A_message_with_the_largest_content()
    {
        var body = ClassicWire.Message(7, 300, 3, 5, new string('x', CustomerMessage.MaxContentBytes));
        var message = Decoding.Accepted<CustomerMessage>(ClassicPeer.New(), ClassicWire.Encode(Command.Customer, 3, 1, 0, body));
        Assert.Equal(CustomerMessage.MaxContentBytes, message.Content.Length);
    }

    [Fact]
    public void What_the_client_says_of_the_time_is_ignored()
    {
        var bytes = ClassicWire.Encode(Command.Customer, 3, 1, 0, ClassicWire.Message(7, 300, 3, 5, "hi"));
        Assert.Equal(0, Decoding.Accepted<CustomerMessage>(ClassicPeer.New(), bytes).TimestampMs);
    }

    [Fact]
    public void The_content_is_a_copy_that_outlives_the_buffer()
    {
        var bytes = ClassicWire.Encode(Command.Customer, 3, 1, 0, ClassicWire.Message(7, 300, 3, 5, "hi"));
        var message = Decoding.Accepted<CustomerMessage>(ClassicPeer.New(), bytes);
        Array.Clear(bytes);
        Assert.Equal("hi"u8.ToArray(), message.Content.ToArray());
    }

    [Fact]
    public void An_ACK_of_a_delivered_frame() => Means("00000004 00000004 05 01 00 00  000000cc", 4, new DeliveryAck(204));

    [Fact]
    public void An_ACK_with_the_status_that_version_2_has() => Means("00000005 00000004 05 02 00 00  000000cc 00", 4, new DeliveryAck(204));

    [Fact]
    public void A_sync_has_no_limit_and_starts_from_what_any_device_of_the_user_has() => Means(
        "00000008 00000005 1a 01 00 00  001fffffffffffff",
        5,
        new Sync(User.MaxId, 0, SyncOrigin.User));

    [Fact]
    public void A_confirmed_key() => Means("00000008 00000006 22 01 00 00  0000000000000100", 6, new SyncKeyConfirmed(256));

    [Fact]
    public void A_login_that_fails_does_not_end_the_connection() => Assert.False(ClassicPeer.New().ClosesOnFailedAuthentication);

    private static CustomerMessage Message(Command command, MessageFlags flags) => new(command)
    {
        Flags = flags,
        CustomerAppId = 7,
        CustomerId = 300,
        StoreId = 3,
        SellerId = 5,
        Content = "hi"u8.ToArray(),
    };

    private static void Means(string hex, long seq, Message message) => Assert.Equal(
        new Frame(seq, message),
        Decoding.Accepted(ClassicPeer.New(), Hex.Bytes(hex)),
        FrameComparer.Instance);
}
