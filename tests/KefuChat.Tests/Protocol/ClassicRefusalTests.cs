using System.Buffers.Binary;
using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol;

/// <summary>Bytes that are no classic frame: each closes the connection, and says which field was wrong.</summary>
public sealed class ClassicRefusalTests
{
    public static TheoryData<byte> Commands => ClassicSample.Commands;

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_frame_cut_short_anywhere(byte command)
    {
        var bytes = ClassicSample.Of(command).Encode();
        for (var length = 0; length < bytes.Length; length++)
        {
            Names("header", bytes[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_body_that_ends_within_a_field(byte command)
    {
        var sample = ClassicSample.Of(command);
        var start = 0;
        foreach (var (name, bytes) in sample.Fields)
        {
            for (var length = start; length < start + bytes; length++)
            {
                Names(name, sample.Encode(sample.Body[..length]));
            }

            start += bytes;
        }

        Decoding.Accepted(ClassicPeer.New(), sample.Encode(sample.Body[..start]));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_header_whose_length_is_not_that_of_the_frame(byte command)
    {
        var bytes = ClassicSample.Of(command).Encode();
        Names("header", [.. bytes, 0]);
        Names("header", WithLength(bytes, bytes.Length - ClassicWire.HeaderBytes + 1));
        Names("header", WithLength(bytes, ClassicHeader.BodyLimit - 1));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_negative_length(int length) => Names("header", WithLength(ClassicWire.Encode(Command.Ping, 1, 1, 0, []), length));

    [Theory]
    [InlineData(32 * 1024)]
    [InlineData((32 * 1024) + 1)]
    [InlineData(int.MaxValue)]
    public void A_length_of_32_KiB_or_more_is_too_large_whatever_is_there(int length)
    {
        var bytes = WithLength(ClassicWire.Encode(Command.Ping, 1, 1, 0, []), length);
        Assert.StartsWith("body: ", Decoding.Refused(ClassicPeer.New(), bytes, CloseCode.TooLarge), StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_of_32_KiB_is_too_large_and_one_byte_less_is_not()
    {
        var content = new string('x', CustomerMessage.MaxContentBytes);
        var sample = ClassicSample.Of((byte)Command.Customer);
        var large = sample.Encode(ClassicWire.Message(7, 300, 3, 5, content + "x"));
        Assert.StartsWith("body: ", Decoding.Refused(ClassicPeer.New(), large, CloseCode.TooLarge), StringComparison.Ordinal);
        Decoding.Accepted<CustomerMessage>(ClassicPeer.New(), sample.Encode(ClassicWire.Message(7, 300, 3, 5, content)));
    }

    [Fact]
    public void A_command_that_a_client_may_not_send()
    {
        var allowed = Commands.Select(row => row.Data);
        foreach (var command in Enumerable.Range(0, 256).Select(number => (byte)number).Except(allowed))
        {
            Names("command", ClassicWire.Encode((Command)command, 1, 2, 0, new byte[40]));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(User.MaxId + 1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void An_id_or_a_key_out_of_range(long value)
    {
        foreach (var sample in Commands.Select(row => ClassicSample.Of(row.Data)))
        {
            var start = 0;
            foreach (var (name, bytes) in sample.Fields)
            {
                if (bytes == 8)
                {
                    var body = sample.Body.ToArray();
                    BinaryPrimitives.WriteInt64BigEndian(body.AsSpan(start), value);
                    Names(name, sample.Encode(body));
                }

                start += bytes;
            }
        }
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("6180")]
    [InlineData("c080")]
    [InlineData("e5ae")]
    [InlineData("eda080")]
    [InlineData("f4908080")]
    public void Text_that_is_not_UTF8(string hex)
    {
        var text = Hex.Bytes(hex);
        var length = (byte)text.Length;
        var login = ClassicSample.Of((byte)Command.AuthToken);
        Names("token", login.Encode([3, length, .. text, 0]));
        Names("device id", login.Encode([3, 0, length, .. text]));
        foreach (var command in (Command[])[Command.Customer, Command.CustomerSupport, Command.CustomerV2])
        {
            var message = ClassicSample.Of((byte)command);
            Names("content", message.Encode([.. message.Body, .. text]));
        }
    }

    [Theory]
    [InlineData("03 ff 746f6b", "token")]
    [InlineData("03 04 746f6b", "token")]
    [InlineData("03 03 746f6b ff 646576", "device id")]
    [InlineData("03 03 746f6b 04 646576", "device id")]
    public void A_counted_string_that_is_shorter_than_its_count(string hex, string field) =>
        Names(field, ClassicSample.Of((byte)Command.AuthToken).Encode(Hex.Bytes(hex)));

    private static byte[] WithLength(byte[] frame, int length)
    {
        var changed = frame.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(changed, length);
        return changed;
    }

    private static void Names(string field, byte[] bytes) =>
        Assert.StartsWith($"{field}: ", Decoding.Refused(ClassicPeer.New(), bytes), StringComparison.Ordinal);
}
