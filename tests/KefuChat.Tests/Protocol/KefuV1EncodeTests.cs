using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;

namespace KefuChat.Tests.Protocol;

/// <summary>The exact bytes of all that a server says in <c>kefu.v1</c>, each as the first frame of a connection.</summary>
public sealed class KefuV1EncodeTests
{
    private const long Time = 1_700_000_000_000;

    private static CustomerMessage Message { get; } = new(Command.Customer)
    {
        Flags = MessageFlags.Text,
        CustomerAppId = 7,
        CustomerId = 300,
        StoreId = 0,
        SellerId = 5,
        TimestampMs = Time,
        Content = "hi"u8.ToArray(),
        Uuid = "u",
    };

    [Fact]
    public void An_accepted_login() => Says(
        new AuthStatus(Status.Ok, new User(7, 300), Time, 70_000),
        "98 03 01 00 00 07 cd012c cf0000018bcfe56800 ce00011170");

    [Fact]
    public void A_refused_login() => Says(
        new AuthStatus(Status.AuthFailed, default, Time, 0),
        "98 03 01 00 01 00 00 cf0000018bcfe56800 00");

    [Fact]
    public void A_login_that_storage_could_not_answer() => Says(
        new AuthStatus(Status.StorageUnavailable, new User(7, 300), Time, 0),
        "98 03 01 00 16 07 cd012c cf0000018bcfe56800 00");

    [Fact]
    public void A_pong_says_the_newest_key() => Says(new Pong(5), "94 0e 01 00 05");

    [Fact]
    public void An_ACK_of_a_stored_message_says_its_key_and_the_one_before() => Says(
        new Ack(9, Status.Ok, 200, Time, ""),
        "99 05 01 00 09 00 ccc8 ccc7 cf0000018bcfe56800 a0");

    [Fact]
    public void An_ACK_of_the_first_message_of_a_queue_says_that_none_is_before() => Says(
        new Ack(9, Status.Ok, 1, Time, ""),
        "99 05 01 00 09 00 01 00 cf0000018bcfe56800 a0");

    [Fact]
    public void An_ACK_of_a_routed_message_has_no_keys() => Says(
        new Ack(9, Status.Ok, 0, Time, ""),
        "99 05 01 00 09 00 00 00 cf0000018bcfe56800 a0");

    [Fact]
    public void An_ACK_of_a_refused_message_says_why() => Says(
        new Ack(2, Status.TooLarge, 0, 0, "too large"),
        "99 05 01 00 02 18 00 00 00 a9 746f6f206c61726765");

    [Fact]
    public void A_pushed_customer_message() => Says(
        new Delivery(Message, 2, MessageFlags.Push),
        "9c 18 01 11 07 cd012c 00 05 cf0000018bcfe56800 a26869 a175 02 01");

    [Fact]
    public void A_pushed_support_message() => Says(
        new Delivery(Support(MessageFlags.Text), 2, MessageFlags.Push),
        "9c 19 01 11 07 cd012c 03 05 cf0000018bcfe56800 a26869 a0 02 01");

    [Fact]
    public void A_message_that_this_device_sent_seen_while_syncing() => Says(
        new Delivery(Message, 2, MessageFlags.Self),
        "9c 18 01 09 07 cd012c 00 05 cf0000018bcfe56800 a26869 a175 02 01");

    [Fact]
    public void A_message_of_another_seen_while_syncing() => Says(
        new Delivery(Message, 1, MessageFlags.None),
        "9c 18 01 01 07 cd012c 00 05 cf0000018bcfe56800 a26869 a175 01 00");

    [Fact]
    public void An_unpersistent_message_has_no_keys() => Says(
        new Delivery(Support(MessageFlags.Unpersistent), 0, MessageFlags.None),
        "9c 19 01 02 07 cd012c 03 05 cf0000018bcfe56800 a26869 a0 00 00");

    [Fact]
    public void What_was_sent_as_V2_is_a_message_by_its_direction()
    {
        Says(
            new Delivery(Message with { IsV2 = true }, 2, MessageFlags.Push),
            "9c 18 01 11 07 cd012c 00 05 cf0000018bcfe56800 a26869 a175 02 01");
        Says(
            new Delivery(Support(MessageFlags.Text) with { IsV2 = true, StoreId = 0 }, 2, MessageFlags.Push),
            "9c 19 01 11 07 cd012c 00 05 cf0000018bcfe56800 a26869 a0 02 01");
    }

    [Fact]
    public void A_sync_begins_with_the_key_it_follows() => Says(new SyncBegin(5), "94 1b 01 00 05");

    [Fact]
    public void A_sync_ends_with_the_last_key_and_whether_there_is_more()
    {
        Says(new SyncEnd(5, false), "95 1c 01 00 05 c2");
        Says(new SyncEnd(5, true), "95 1c 01 00 05 c3");
    }

    [Fact]
    public void A_notify_says_a_key() => Says(new SyncNotify(5), "94 1d 01 00 05");

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7f")]
    [InlineData(128, "cc80")]
    [InlineData(255, "ccff")]
    [InlineData(256, "cd0100")]
    [InlineData(65_535, "cdffff")]
    [InlineData(65_536, "ce00010000")]
    [InlineData(4_294_967_295, "ceffffffff")]
    [InlineData(4_294_967_296, "cf0000000100000000")]
    [InlineData(9_007_199_254_740_991, "cf001fffffffffffff")]
    public void An_integer_takes_its_shortest_encoding(long key, string encoded) =>
        Says(new SyncNotify(key), $"94 1d 01 00 {encoded}");

    [Theory]
    [InlineData(31, "bf")]
    [InlineData(32, "d920")]
    [InlineData(255, "d9ff")]
    [InlineData(256, "da0100")]
    [InlineData(CustomerMessage.MaxContentBytes, "da7fdb")]
    public void Content_is_a_string_of_any_size(int length, string header)
    {
        var content = Enumerable.Repeat((byte)'x', length).ToArray();
        Says(
            new Delivery(Message with { Content = content }, 2, MessageFlags.None),
            $"9c 18 01 01 07 cd012c 00 05 cf0000018bcfe56800 {header} {Convert.ToHexString(content)} a175 02 01");
    }

    [Fact]
    public void Frames_are_counted_from_1()
    {
        var frames = Encoded.Hex(new KefuV1Codec(), Enumerable.Repeat(new Pong(5), 129));
        Assert.Equal(["940e010005", "940e020005", "940e030005"], frames[..3]);
        Assert.Equal(["940e7f0005", "940ecc800005", "940ecc810005"], frames[126..]);
    }

    [Fact]
    public void What_only_a_client_says_is_not_encoded()
    {
        var codec = new KefuV1Codec();
        var output = new FrameWriter();
        Assert.Throws<ArgumentException>(() => codec.Encode(Ping.Instance, output));
        Assert.Equal(0, output.Count);
        Assert.Equal(["940e010005"], Encoded.Hex(codec, new Pong(5)));
    }

    private static CustomerMessage Support(MessageFlags flags) => new(Command.CustomerSupport)
    {
        Flags = flags,
        CustomerAppId = 7,
        CustomerId = 300,
        StoreId = 3,
        SellerId = 5,
        TimestampMs = Time,
        Content = "hi"u8.ToArray(),
    };

    private static void Says(Message message, string hex) =>
        Assert.Equal([Hex.Compact(hex).ToLowerInvariant()], Encoded.Hex(new KefuV1Codec(), message));
}
