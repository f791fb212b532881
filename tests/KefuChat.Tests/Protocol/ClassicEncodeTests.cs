using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol;

/// <summary>The exact bytes of what a server says to every version of the classic clients; messages and ACKs have their own files.</summary>
public sealed class ClassicEncodeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void An_accepted_login(byte version) => Says(
        version,
        new AuthStatus(Status.Ok, new User(7, 300), 1_700_000_000_000, 70_000),
        $"00000004 00000001 03 {version:x2} 00 00  00000000");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_refused_login(byte version) => Says(
        version,
        new AuthStatus(Status.AuthFailed, default, 1_700_000_000_000, 0),
        $"00000004 00000001 03 {version:x2} 00 00  00000001");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_login_that_storage_could_not_answer_cannot_be_told_and_takes_no_number(byte version)
    {
        var codec = ClassicPeer.OfVersion(version);
        Assert.Empty(Encoded.Frames(codec, new AuthStatus(Status.StorageUnavailable, new User(7, 300), 1_700_000_000_000, 0)));
        Assert.Equal([Hex.Compact($"00000000 00000001 0e {version:x2} 00 00")], Encoded.Hex(codec, new Pong(5)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_pong_is_empty(byte version) => Says(version, new Pong(5), $"00000000 00000001 0e {version:x2} 00 00");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sync_begins_with_the_key_it_follows(byte version) => Says(
        version,
        new SyncBegin(User.MaxId),
        $"00000008 00000001 1b {version:x2} 00 00  001fffffffffffff");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sync_ends_with_the_last_key(byte version) => Says(
        version,
        new SyncEnd(5, false),
        $"00000008 00000001 1c {version:x2} 00 00  0000000000000005");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void That_there_is_more_to_sync_is_a_notify_of_a_higher_key(byte version) => Says(
        version,
        new SyncEnd(5, true),
        $"00000008 00000001 1c {version:x2} 00 00  0000000000000005",
        $"00000008 00000002 1d {version:x2} 00 00  0000000000000006");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_notify_says_a_key(byte version) => Says(
        version,
        new SyncNotify(5),
        $"00000008 00000001 1d {version:x2} 00 00  0000000000000005");

    [Fact]
    public void Frames_are_counted_from_1()
    {
        var frames = Encoded.Frames(ClassicPeer.New(), Enumerable.Repeat(new SyncEnd(5, true), 150));
        Assert.Equal(Enumerable.Range(1, 300).Select(seq => (long)seq), frames.Select(frame => ClassicWire.Decode(frame).Seq));
    }

    [Fact]
    public void Before_the_login_a_frame_bears_version_0() =>
        Assert.Equal([Hex.Compact("00000000 00000001 0e 00 00 00")], Encoded.Hex(ClassicPeer.New(), new Pong(0)));

    [Fact]
    public void The_version_is_learned_from_the_login_alone()
    {
        var codec = ClassicPeer.OfVersion(1);
        Decoding.Accepted(codec, ClassicWire.Encode(Command.Ping, 2, 2, 0, []));
        Decoding.Accepted(codec, ClassicWire.Encode(Command.Sync, 3, 0, 0, ClassicWire.Key(0)));
        Assert.Equal([Hex.Compact("00000000 00000001 0e 01 00 00")], Encoded.Hex(codec, new Pong(0)));
    }

    [Fact]
    public void What_only_a_client_says_is_not_encoded()
    {
        var codec = ClassicPeer.New();
        var output = new FrameWriter();
        Assert.Throws<ArgumentException>(() => codec.Encode(Ping.Instance, output));
        Assert.Equal(0, output.Count);
        Assert.Equal([Hex.Compact("00000000 00000001 0e 00 00 00")], Encoded.Hex(codec, new Pong(0)));
    }

    private static void Says(byte version, Message message, params string[] hex) =>
        Assert.Equal(hex.Select(Hex.Compact), Encoded.Hex(ClassicPeer.OfVersion(version), message));
}
