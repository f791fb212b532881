using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol;

/// <summary>Bytes that are no <c>kefu.v1</c> frame: each closes the connection, and says which field was wrong.</summary>
public sealed class KefuV1RefusalTests
{
    public static TheoryData<byte> Commands => KefuV1Sample.Commands;

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_frame_cut_short_anywhere(byte command)
    {
        var sample = KefuV1Sample.Of(command);
        var bytes = sample.Encode([.. sample.Values, "a trailing element"]);
        for (var length = 0; length < bytes.Length; length++)
        {
            Decoding.Refused(new KefuV1Codec(), bytes[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Bytes_after_the_array(byte command)
    {
        var sample = KefuV1Sample.Of(command);
        foreach (byte trailing in (byte[])[0x00, 0x90, 0xc0, 0xc1, 0xff])
        {
            Assert.StartsWith("frame: ", Decoding.Refused(new KefuV1Codec(), [.. sample.Encode(sample.Values), trailing]), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_field_of_another_type(byte command)
    {
        var sample = KefuV1Sample.Of(command);
        for (var index = 0; index < sample.Fields.Count; index++)
        {
            var (name, value) = sample.Fields[index];
            if (name != KefuV1Sample.IgnoredField)
            {
                Names(name, sample.EncodeWith(index, true));
                Names(name, sample.EncodeWith(index, value is string ? 1 : "1"));
            }
        }
    }

    [Theory]
    [InlineData("90")]
    [InlineData("81 01 02")]
    [InlineData("c4 01 61")]
    [InlineData("ca 3f800000")]
    [InlineData("cb 3ff0000000000000")]
    [InlineData("d4 01 00")]
    [InlineData("c1")]
    public void Containers_bytes_and_fractions_where_a_number_or_a_string_belongs(string element)
    {
        Names("sync_key", [0x94, (byte)Command.SyncKey, 1, 0, .. Hex.Bytes(element)]);
        Names("token", [0x95, (byte)Command.AuthToken, 1, 0, 3, .. Hex.Bytes(element)]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(User.MaxId + 1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void An_id_or_a_key_out_of_range(long value)
    {
        foreach (var command in Commands.Select(row => row.Data))
        {
            var sample = KefuV1Sample.Of(command);
            for (var index = 0; index < sample.Fields.Count; index++)
            {
                var (name, valid) = sample.Fields[index];
                if (valid is not string && name != KefuV1Sample.IgnoredField)
                {
                    Names(name, sample.EncodeWith(index, value));
                }
            }

            Names("seq", KefuV1Wire.Encode((Command)command, value, 0));
        }
    }

    [Fact]
    public void An_unsigned_number_beyond_all_signed_ones()
    {
        Names("command", Hex.Bytes("93 cfffffffffffffffff 01 00"));
        Names("seq", Hex.Bytes("93 0d cfffffffffffffffff 00"));
        Names("flags", Hex.Bytes("93 0d 01 cfffffffffffffffff"));
        Names("sync_key", Hex.Bytes("94 22 01 00 cfffffffffffffffff"));
        Names("platform", Hex.Bytes("94 0f 01 00 cfffffffffffffffff"));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(-1)]
    public void A_platform_of_more_than_a_byte(int platform) =>
        Names("platform", KefuV1Wire.Encode(Command.AuthToken, 1, 0, platform, "tok", "dev"));

    [Theory]
    [InlineData("ff")]
    [InlineData("61 80")]
    [InlineData("c080")]
    [InlineData("e5ae")]
    [InlineData("eda080")]
    [InlineData("f4908080")]
    public void A_string_that_is_not_UTF8(string hex)
    {
        foreach (var command in Commands.Select(row => row.Data))
        {
            var sample = KefuV1Sample.Of(command);
            for (var index = 0; index < sample.Fields.Count; index++)
            {
                if (sample.Fields[index].Value is string)
                {
                    Names(sample.Fields[index].Name, sample.EncodeWith(index, Hex.Bytes(hex)));
                }
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0d")]
    [InlineData("c0")]
    [InlineData("c1")]
    [InlineData("80")]
    [InlineData("83 0d 01 02 03 04 05")]
    [InlineData("a3 0d0100")]
    [InlineData("c4 03 0d0100")]
    [InlineData("dc")]
    [InlineData("ddffffffff")]
    public void What_is_no_array(string hex) => Names("frame", Hex.Bytes(hex));

    [Theory]
    [InlineData("90")]
    [InlineData("93 c0 01 00")]
    [InlineData("93 a10d 01 00")]
    [InlineData("93 ca41500000 01 00")]
    public void A_command_that_is_missing_or_no_integer(string hex) => Names("command", Hex.Bytes(hex));

    [Theory]
    [InlineData("93 0d a101 00", "seq")]
    [InlineData("93 0d c3 00", "seq")]
    [InlineData("93 0d 01 ff", "flags")]
    [InlineData("93 0d 01 c2", "flags")]
    [InlineData("93 63 ff 00", "seq")]
    [InlineData("93 63 01 ff", "flags")]
    public void A_seq_or_flags_that_is_no_count(string hex, string field) => Names(field, Hex.Bytes(hex));

    [Theory]
    [InlineData("94 0d 01 00 c1")]
    [InlineData("94 0d 01 00 91")]
    [InlineData("94 0d 01 00 92 01")]
    [InlineData("94 63 01 00 c1")]
    public void A_trailing_element_that_is_no_value(string hex) => Names("trailing elements", Hex.Bytes(hex));

    [Fact]
    public void A_device_id_that_the_classic_framing_could_not_carry()
    {
        var codec = new KefuV1Codec();
        Names("device_id", KefuV1Wire.Encode(Command.AuthToken, 1, 0, 3, "tok", new string('d', 256)));
        Names("device_id", KefuV1Wire.Encode(Command.AuthToken, 1, 0, 3, "tok", new string('客', 86)));
        Assert.Equal(255, Decoding.Accepted<AuthToken>(codec, KefuV1Wire.Encode(Command.AuthToken, 1, 0, 3, "tok", new string('d', 255))).DeviceId.Length);
        Assert.Equal(85, Decoding.Accepted<AuthToken>(codec, KefuV1Wire.Encode(Command.AuthToken, 1, 0, 3, "tok", new string('客', 85))).DeviceId.Length);
    }

    private static void Names(string field, byte[] bytes) =>
        Assert.StartsWith($"{field}: ", Decoding.Refused(new KefuV1Codec(), bytes), StringComparison.Ordinal);
}
