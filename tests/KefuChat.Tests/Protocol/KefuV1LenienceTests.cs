using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol;

/// <summary>What lets older and newer clients talk to this server.</summary>
public sealed class KefuV1LenienceTests
{
    public static TheoryData<byte> Commands => KefuV1Sample.Commands;

    [Theory]
    [MemberData(nameof(Commands))]
    public void Elements_not_known_at_the_end_are_ignored(byte command)
    {
        var sample = KefuV1Sample.Of(command);
        Same(sample.Encode(sample.Values), sample.Encode([.. sample.Values, "more", -1, null, true, long.MinValue]));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Elements_not_known_may_be_of_any_type(byte command)
    {
        var sample = KefuV1Sample.Of(command);
        var bytes = sample.Encode([.. sample.Values, null]);
        foreach (var element in (string[])["90", "92 01 90", "80", "81 a161 93010203", "ca 3f800000", "cb 3ff0000000000000", "c4 02 ffff", "a1 ff", "d4 01 00", "cf ffffffffffffffff"])
        {
            Same(bytes, [.. bytes[..^1], .. Hex.Bytes(element)]);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Elements_missing_at_the_end_are_their_default(byte command)
    {
        var sample = KefuV1Sample.Of(command);
        for (var count = 0; count <= sample.Fields.Count; count++)
        {
            Same(
                sample.Encode([.. sample.Values[..count], .. sample.Defaults[count..]]),
                sample.Encode(sample.Values[..count]));
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Nil_is_the_default(byte command)
    {
        var sample = KefuV1Sample.Of(command);
        for (var index = 0; index < sample.Fields.Count; index++)
        {
            Same(sample.EncodeWith(index, sample.Defaults[index]), sample.EncodeWith(index, null));
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Seq_and_flags_may_be_missing_or_nil_too(byte command)
    {
        var expected = Decoding.Accepted(new KefuV1Codec(), KefuV1Wire.Encode((Command)command, 0, 0));
        Assert.Equal(0, expected.Seq);
        foreach (byte[] bytes in (byte[][])[[0x91, command], [0x92, command, 0x00], [0x93, command, 0x00, 0xc0], [0x93, command, 0xc0, 0xc0]])
        {
            Assert.Equal(expected, Decoding.Accepted(new KefuV1Codec(), bytes), FrameComparer.Instance);
        }
    }

    [Fact]
    public void What_a_client_says_of_the_time_is_ignored_whatever_it_is()
    {
        var sample = KefuV1Sample.Of((byte)Command.Customer);
        foreach (object? value in (object?[])[null, 0, -1, long.MaxValue, "noon", true])
        {
            Same(sample.Encode(sample.Values), sample.EncodeWith(4, value));
        }

        Assert.Equal(0, Decoding.Accepted<CustomerMessage>(new KefuV1Codec(), sample.Encode(sample.Values)).TimestampMs);
    }

    [Theory]
    [InlineData(0x08, 0x00)]
    [InlineData(0x10, 0x00)]
    [InlineData(0x1b, 0x03)]
    [InlineData(0xff, 0x03)]
    [InlineData(0xfc, 0x00)]
    public void A_client_cannot_set_SELF_or_PUSH_or_a_bit_not_known(byte sent, byte taken)
    {
        foreach (var command in (Command[])[Command.Customer, Command.CustomerSupport])
        {
            var bytes = KefuV1Wire.Encode(command, 1, (MessageFlags)sent, 7, 300, 0, 5, 0, "hi", "");
            Assert.Equal((MessageFlags)taken, Decoding.Accepted<CustomerMessage>(new KefuV1Codec(), bytes).Flags);
        }
    }

    [Fact]
    public void Flags_may_grow_beyond_a_byte()
    {
        var message = Decoding.Accepted<CustomerMessage>(new KefuV1Codec(), Hex.Bytes("93 18 01 cd ff01"));
        Assert.Equal(MessageFlags.Text, message.Flags);
    }

    private static void Same(byte[] expected, byte[] actual) => Assert.Equal(
        Decoding.Accepted(new KefuV1Codec(), expected),
        Decoding.Accepted(new KefuV1Codec(), actual),
        FrameComparer.Instance);
}
