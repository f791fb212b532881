using KefuChat.Load.Protocol;

namespace KefuChat.Load.Tests.Protocol;

/// <summary>The bytes are those of the conversation in protos/wire-protocol.md.</summary>
public sealed class KefuV1CodecTests
{
    private static readonly OutgoingMessage Hi =
        new(Command.Customer, FrameFlags.None, 7, 1001, 0, 55, """{"text":"hi"}""");

    private readonly KefuV1Codec _codec = new();
    private readonly byte[] _target = new byte[256];

    [Fact]
    public void Writes_a_token() =>
        Assert.Equal("960f010003a5544f4b454ea46c6f6164", Written(_codec.WriteAuthToken(_target, 1, "TOKEN", "load")));

    [Fact]
    public void Writes_a_ping() => Assert.Equal("930d0500", Written(_codec.WritePing(_target, 5)));

    [Fact]
    public void Writes_a_sync() => Assert.Equal("951a02000000", Written(_codec.WriteSync(_target, 2, 0)));

    [Fact]
    public void Writes_a_confirmation() => Assert.Equal("9422040001", Written(_codec.WriteSyncKey(_target, 4, 1)));

    [Fact]
    public void Writes_a_message() => Assert.Equal(
        "9a18030007cd03e9003700ad7b2274657874223a226869227da26d31",
        Written(_codec.WriteMessage(_target, 3, Hi, _codec.Prepare(Hi), "m1"u8)));

    [Fact]
    public void Reads_a_login()
    {
        var frame = Read("980301000007cd03e9cf0000019b76daa80005");
        Assert.Equal(Command.AuthStatus, frame.Command);
        Assert.Equal(Status.Ok, frame.Status);
        Assert.Equal(5, frame.SyncKey);
    }

    [Fact]
    public void Reads_an_ack()
    {
        var frame = Read("990504000316000000a0");
        Assert.Equal(Command.Ack, frame.Command);
        Assert.Equal(3, frame.AckedSeq);
        Assert.Equal(Status.StorageUnavailable, frame.Status);
    }

    [Fact]
    public void Reads_where_an_acknowledged_message_lies()
    {
        var frame = Read("9905040003000100cf0000019b76daa8faa0");
        Assert.Equal(Status.Ok, frame.Status);
        Assert.Equal(1, frame.SyncKey);
        Assert.Equal(0, frame.PreviousSyncKey);
    }

    [Fact]
    public void Reads_a_pushed_message()
    {
        var frame = Read("9c18041107cd03e90037cf0000019b76daa8faad7b2274657874223a226869227da26d312a29");
        Assert.Equal(Command.Customer, frame.Command);
        Assert.True(frame.Flags.HasFlag(FrameFlags.Push));
        Assert.Equal("m1"u8, frame.Uuid);
        Assert.Equal("""{"text":"hi"}"""u8, frame.Content);
        Assert.Equal(42, frame.SyncKey);
        Assert.Equal(41, frame.PreviousSyncKey);
    }

    [Fact]
    public void Reads_the_end_of_a_sync()
    {
        var frame = Read("951c03002ac3");
        Assert.Equal(Command.SyncEnd, frame.Command);
        Assert.Equal(42, frame.SyncKey);
        Assert.True(frame.HasMore);
    }

    [Fact]
    public void Finds_no_frame_where_nothing_is_left() => Assert.False(_codec.TryRead([], out _, out _));

    [Fact]
    public void Refuses_a_frame_that_ends_early() =>
        Assert.Throws<ProtocolException>(() => _codec.TryRead([0x94, 0x05, 0x04], out _, out _));

    private string Written(int length) => Convert.ToHexStringLower(_target.AsSpan(0, length));

    private Frame Read(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.True(_codec.TryRead(bytes, out var frame, out var consumed));
        Assert.Equal(bytes.Length, consumed);
        return frame;
    }
}
