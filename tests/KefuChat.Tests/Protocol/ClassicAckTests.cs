using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;

namespace KefuChat.Tests.Protocol;

/// <summary>What a classic sender hears of its message, to the byte.</summary>
public sealed class ClassicAckTests
{
    private const string Zeros = "00000000000000000000000000000000";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void An_old_sender_of_a_stored_message_gets_its_keys_then_an_ACK_without_status(byte version) => Says(
        version,
        new Ack(9, Status.Ok, 5, 1_700_000_000_000, ""),
        $"00000020 00000001 25 {version:x2} 00 00  0000000000000005 0000000000000004 {Zeros}",
        $"00000004 00000002 05 {version:x2} 00 00  00000009");

    [Fact]
    public void A_sender_of_version_2_gets_its_keys_then_an_ACK_with_status() => Says(
        2,
        new Ack(9, Status.Ok, 5, 1_700_000_000_000, ""),
        $"00000020 00000001 25 02 00 00  0000000000000005 0000000000000004 {Zeros}",
        "00000005 00000002 05 02 00 00  00000009 00");

    [Fact]
    public void The_first_message_of_a_queue_has_none_before_it() => Says(
        2,
        new Ack(9, Status.Ok, 1, 1_700_000_000_000, ""),
        $"00000020 00000001 25 02 00 00  0000000000000001 0000000000000000 {Zeros}",
        "00000005 00000002 05 02 00 00  00000009 00");

    [Theory]
    [InlineData(0, "00000004 00000001 05 00 00 00  00000009")]
    [InlineData(1, "00000004 00000001 05 01 00 00  00000009")]
    [InlineData(2, "00000005 00000001 05 02 00 00  00000009 00")]
    public void A_routed_message_has_no_keys(byte version, string hex) =>
        Says(version, new Ack(9, Status.Ok, 0, 1_700_000_000_000, ""), hex);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void To_an_old_sender_of_a_refused_message_nothing_is_said_and_no_number_spent(byte version)
    {
        var codec = ClassicPeer.OfVersion(version);
        foreach (var status in Enum.GetValues<Status>().Where(status => status != Status.Ok))
        {
            Assert.Empty(Encoded.Frames(codec, new Ack(9, status, 0, 0, "no")));
        }

        Assert.Equal([Hex.Compact($"00000000 00000001 0e {version:x2} 00 00")], Encoded.Hex(codec, new Pong(0)));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(22)]
    [InlineData(27)]
    public void A_sender_of_version_2_of_a_refused_message_gets_the_status(byte status) => Says(
        2,
        new Ack(9, (Status)status, 0, 0, "no"),
        $"00000005 00000001 05 02 00 00  00000009 {status:x2}");

    [Fact]
    public void A_number_that_counted_past_the_end_comes_back_as_it_was()
    {
        var codec = ClassicPeer.New();
        var frame = Decoding.Accepted(codec, Hex.Bytes("00000000 80000000 0d 00 00 00"));
        Assert.Equal([Hex.Compact("00000004 00000001 05 00 00 00  80000000")], Encoded.Hex(codec, new Ack(frame.Seq, Status.Ok, 0, 0, "")));
    }

    private static void Says(byte version, Message message, params string[] hex) =>
        Assert.Equal(hex.Select(Hex.Compact), Encoded.Hex(ClassicPeer.OfVersion(version), message));
}
