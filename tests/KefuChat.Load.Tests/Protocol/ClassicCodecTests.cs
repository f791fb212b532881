using System.Text;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Tests.Protocol;

/// <summary>The bytes are those of the conversation in protos/wire-protocol.md.</summary>
public sealed class ClassicCodecTests
{
    private const string Ids =
        "000000000000000700000000000003e9" + "00000000000000000000000000000037" + "00000000";

    private const string Uuid = "0123456789abcdef0123456789abcdef01234567";

    private readonly ClassicCodec _codec = new();
    private readonly byte[] _target = new byte[256];

    [Fact]
    public void Writes_a_token() => Assert.Equal(
        "0000000c00000001" + "0f020000" + "0305544f4b454e046c6f6164", Written(_codec.WriteAuthToken(_target, 1, "TOKEN", "load")));

    [Fact]
    public void Writes_a_ping() => Assert.Equal("00000000000000050d020000", Written(_codec.WritePing(_target, 5)));

    [Fact]
    public void Writes_a_sync() => Assert.Equal("00000008000000021a020000000000000000002a", Written(_codec.WriteSync(_target, 2, 42)));

    [Fact]
    public void Writes_a_confirmation() =>
        Assert.Equal("000000080000000422020000000000000000002a", Written(_codec.WriteSyncKey(_target, 4, 42)));

    [Fact]
    public void Writes_a_message_with_its_uuid_inside()
    {
        var message = new OutgoingMessage(Command.Customer, FrameFlags.Unpersistent, 7, 1001, 0, 55, """{"text":"hi"}""");
        Assert.Equal(
            "0000003d00000002" + "18020200" + Ids + Hex("""{"uuid":"m1","text":"hi"}"""),
            Written(_codec.WriteMessage(_target, 2, message, _codec.Prepare(message), "m1"u8)));
    }

    [Fact]
    public void Starts_beyond_any_queue_since_a_login_names_no_key()
    {
        var frame = Read("0000000400000001" + "03020000" + "00000000");
        Assert.Equal(Status.Ok, frame.Status);
        Assert.Equal((1L << 53) - 1, frame.SyncKey);
    }

    [Theory]
    [InlineData("0000000500000003" + "05020000" + "0000000200", Status.Ok)]
    [InlineData("0000000500000003" + "05020000" + "0000000216", Status.StorageUnavailable)]
    [InlineData("0000000400000003" + "05010000" + "00000002", Status.Ok)]
    internal void Reads_an_ack(string hex, Status status)
    {
        var frame = Read(hex);
        Assert.Equal(Command.Ack, frame.Command);
        Assert.Equal(2, frame.AckedSeq);
        Assert.Equal(status, frame.Status);
    }

    [Fact]
    public void Gives_a_message_the_keys_that_came_ahead_of_it_and_the_next_one_none()
    {
        var message = "0000006600000003" + "18021000" + Ids + Hex($$"""{"uuid":"{{Uuid}}","text":"hello"}""");
        Read("0000002000000002" + "25020000" + "000000000000002a" + "0000000000000029" + new string('0', 32));

        var pushed = Read(message);
        Assert.True(pushed.Flags.HasFlag(FrameFlags.Push));
        Assert.Equal(42, pushed.SyncKey);
        Assert.Equal(41, pushed.PreviousSyncKey);
        Assert.Equal(Encoding.ASCII.GetBytes(Uuid), pushed.Uuid);
        Assert.Equal(Encoding.ASCII.GetBytes($$"""{"uuid":"{{Uuid}}","text":"hello"}"""), pushed.Content);
        Assert.Equal(0, Read(message).SyncKey);
    }

    [Fact]
    public void Gives_an_ack_the_keys_that_came_ahead_of_it_and_the_next_message_none()
    {
        Read("0000002000000002" + "25020000" + "000000000000002a" + "0000000000000029" + new string('0', 32));

        var ack = Read("0000000500000003" + "05020000" + "0000000200");
        Assert.Equal(42, ack.SyncKey);
        Assert.Equal(41, ack.PreviousSyncKey);
        Assert.Equal(0, Read("0000003100000004" + "18020000" + Ids + Hex("""{"text":"hi"}""")).SyncKey);
    }

    [Fact]
    public void Finds_no_uuid_in_the_content_of_others() =>
        Assert.Equal(0, Read("0000003100000003" + "18021000" + Ids + Hex("""{"text":"hi"}""")).Uuid.Length);

    [Fact]
    public void Reads_the_end_of_a_sync()
    {
        var frame = Read("0000000800000003" + "1c020000" + "000000000000002a");
        Assert.Equal(Command.SyncEnd, frame.Command);
        Assert.Equal(42, frame.SyncKey);
    }

    [Fact]
    public void Knows_how_long_a_frame_is_once_its_header_is_there()
    {
        Assert.Null(ClassicCodec.FrameLength(new byte[11]));
        Assert.Equal(12 + 5, ClassicCodec.FrameLength(Convert.FromHexString("000000050000000305020000")));
    }

    [Theory]
    [InlineData("ffffffff0000000305020000")]
    [InlineData("7fffffff0000000305020000")]
    public void Refuses_a_length_that_cannot_be(string header) =>
        Assert.Throws<ProtocolException>(() => ClassicCodec.FrameLength(Convert.FromHexString(header)));

    [Theory]
    [InlineData("0000000500000003" + "05020000" + "0000")]
    [InlineData("0000000200000003" + "05020000" + "0000")]
    [InlineData("00000005")]
    public void Refuses_a_frame_that_ends_early(string hex) =>
        Assert.Throws<ProtocolException>(() => _codec.TryRead(Convert.FromHexString(hex), out _, out _));

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(text));

    private string Written(int length) => Convert.ToHexStringLower(_target.AsSpan(0, length));

    private Frame Read(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.True(_codec.TryRead(bytes, out var frame, out var consumed));
        Assert.Equal(bytes.Length, consumed);
        return frame;
    }
}
