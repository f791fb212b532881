using KefuChat.Faults.Clients;
using KefuChat.Faults.Verification;
using KefuChat.Load.Crowd;
using KefuChat.Load.Protocol;
using User = KefuChat.Protocol.User;

namespace KefuChat.Faults.Tests.Verification;

/// <summary>The frames are those of a kefu.v1 server, as protos/wire-protocol.md shows them.</summary>
public sealed class AuditReaderTests
{
    private static readonly MessageName Name = new(new User(7, 1001), new User(1, 55), 1);

    private readonly AuditReader _reader = new();

    [Fact]
    public void Says_that_it_holds_nothing_and_reads_round_by_round_to_the_end()
    {
        _reader.Login("TOKEN", "audit");
        var asked = _reader.Take(AuthStatus(newest: 2)).Select(Convert.ToHexStringLower);
        Assert.Equal(["9422020000", "951a03000000"], asked);

        Assert.Empty(_reader.Take(Frame(Command.SyncBegin, 0)));
        Assert.Empty(_reader.Take(Message(1, Name.Content)));
        Assert.Equal(["951a04000100"], _reader.Take([0x95, 28, 4, 0, 1, 0xc3]).Select(Convert.ToHexStringLower));
        Assert.False(_reader.IsDone);

        Assert.Empty(_reader.Take(Frame(Command.SyncBegin, 1)));
        Assert.Empty(_reader.Take(Message(2, "{}")));
        Assert.Empty(_reader.Take([0x95, 28, 7, 0, 2, 0xc2]));
        Assert.True(_reader.IsDone);
        Assert.Equal([new QueueEntry(1, Name), new QueueEntry(2, null)], _reader.Entries);
        Assert.Equal(2, _reader.NewestKey);
    }

    [Fact]
    public void A_queue_that_is_longer_than_what_was_read_is_told_so()
    {
        _reader.Login("TOKEN", "audit");
        _reader.Take(AuthStatus(newest: 9));
        _reader.Take(Frame(Command.SyncBegin, 0));
        _reader.Take([0x95, 28, 4, 0, 2, 0xc2]);
        Assert.Equal(9, _reader.NewestKey);
    }

    [Fact]
    public void An_answer_that_begins_elsewhere_is_none()
    {
        _reader.Login("TOKEN", "audit");
        _reader.Take(AuthStatus(newest: 100));
        Assert.Throws<ProtocolException>(() => _reader.Take(Frame(Command.SyncBegin, 50)));
    }

    [Theory]
    [InlineData("980301001600000000")]
    [InlineData("9905040002160000" + "00a0")]
    public void A_refusal_ends_it(string hex) =>
        Assert.Throws<RefusedException>(() => _reader.Take(Convert.FromHexString(hex)));

    private static byte[] AuthStatus(byte newest) => [0x98, 3, 1, 0, 0, 7, 0xcd, 3, 0xe9, 0, newest];

    private static byte[] Frame(Command command, byte key) => [0x94, (byte)command, 3, 0, key];

    private static byte[] Message(byte key, string content)
    {
        var writer = new FrameWriter(new byte[512]);
        writer.Begin(Command.Customer, 5, FrameFlags.None, 9);
        foreach (var id in (long[])[7, 1001, 0, 55, 0])
        {
            writer.Integer(id);
        }

        writer.Text(content);
        writer.Text("");
        writer.Integer(key);
        writer.Integer(key - 1);
        return writer.Written.ToArray();
    }
}
