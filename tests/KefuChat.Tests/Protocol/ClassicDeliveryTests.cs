using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;

namespace KefuChat.Tests.Protocol;

/// <summary>Messages as classic clients get them, to the byte.</summary>
public sealed class ClassicDeliveryTests
{
    private const string Zeros = "00000000000000000000000000000000";

    /// <summary>customer_appid, customer_id, store_id, seller_id, the time in seconds, "hi".</summary>
    private const string Body = "0000000000000007 000000000000012c 0000000000000003 0000000000000005 6553f100 6869";

    private static CustomerMessage Customer { get; } = Message(Command.Customer);

    private static CustomerMessage Support { get; } = Message(Command.CustomerSupport);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_push_is_metadata_then_the_message_then_a_notify(byte version) => Says(
        version,
        new Delivery(Customer, 5, MessageFlags.Push),
        $"00000020 00000001 25 {version:x2} 00 00  0000000000000005 0000000000000004 {Zeros}",
        $"00000026 00000002 18 {version:x2} 11 00  {Body}",
        $"00000008 00000003 1d {version:x2} 00 00  0000000000000005");

    [Fact]
    public void A_push_of_a_support_message_too() => Says(
        2,
        new Delivery(Support, 1, MessageFlags.Push),
        $"00000020 00000001 25 02 00 00  0000000000000001 0000000000000000 {Zeros}",
        $"00000026 00000002 19 02 11 00  {Body}",
        "00000008 00000003 1d 02 00 00  0000000000000001");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_message_of_a_sync_is_the_message_alone(byte version) => Says(
        version,
        new Delivery(Support, 5, MessageFlags.None),
        $"00000026 00000001 19 {version:x2} 01 00  {Body}");

    [Fact]
    public void A_message_of_a_sync_that_this_device_sent_bears_SELF() => Says(
        2,
        new Delivery(Customer, 5, MessageFlags.Self),
        $"00000026 00000001 18 02 09 00  {Body}");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void An_unpersistent_message_is_the_message_alone(byte version) => Says(
        version,
        new Delivery(Customer with { Flags = MessageFlags.Text | MessageFlags.Unpersistent }, 0, MessageFlags.None),
        $"00000026 00000001 18 {version:x2} 03 00  {Body}");

    [Fact]
    public void A_message_without_content() => Says(
        2,
        new Delivery(Customer with { Content = default }, 5, MessageFlags.None),
        $"00000024 00000001 18 02 01 00  {Body[..^4]}");

    [Fact]
    public void The_largest_content_makes_a_body_that_a_client_still_reads()
    {
        var content = new byte[CustomerMessage.MaxContentBytes];
        content.AsSpan().Fill((byte)'x');
        Says(
            2,
            new Delivery(Customer with { Content = content }, 5, MessageFlags.None),
            $"00007fff 00000001 18 02 01 00  {Body[..^4]} {Convert.ToHexStringLower(content)}");
    }

    [Theory]
    [InlineData(0, "00000000")]
    [InlineData(999, "00000000")]
    [InlineData(1000, "00000001")]
    [InlineData(2_147_483_647_999, "7fffffff")]
    public void The_time_is_in_whole_seconds(long timestampMs, string seconds)
    {
        var message = new CustomerMessage(Command.Customer) { TimestampMs = timestampMs };
        var frame = Assert.Single(Encoded.Hex(ClassicPeer.New(), new Delivery(message, 0, MessageFlags.None)));
        Assert.EndsWith(seconds, frame, StringComparison.Ordinal);
    }

    private static CustomerMessage Message(Command command) => new(command)
    {
        Flags = MessageFlags.Text,
        CustomerAppId = 7,
        CustomerId = 300,
        StoreId = 3,
        SellerId = 5,
        TimestampMs = 1_700_000_000_999,
        Content = "hi"u8.ToArray(),
        Uuid = "not on this wire",
    };

    private static void Says(byte version, Message message, params string[] hex) =>
        Assert.Equal(hex.Select(Hex.Compact), Encoded.Hex(ClassicPeer.OfVersion(version), message));
}
