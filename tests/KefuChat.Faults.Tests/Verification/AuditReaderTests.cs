using KefuChat.Faults.Clients;
using KefuChat.Faults.Tests.Support;
using KefuChat.Faults.Verification;
using KefuChat.Load.Crowd;
using KefuChat.Load.Protocol;
using User = KefuChat.Protocol.User;

namespace KefuChat.Faults.Tests.Verification;

/// <summary>A queue read by its frames, from a forged server.</summary>
public sealed class AuditReaderTests
{
    private static readonly MessageName Name = new(new User(7, 1001), new User(1, 55), 1);

    private readonly AuditReader _reader = new();

    [Fact]
    public void Says_that_it_holds_nothing_and_reads_round_by_round_to_the_end()
    {
        _reader.Login("TOKEN", "audit");
        var asked = _reader.Take(ServerFrames.AuthStatus(newest: 2)).Select(Convert.ToHexStringLower);
        Assert.Equal(["9422020000", "951a03000000"], asked);

        Assert.Empty(_reader.Take(ServerFrames.SyncBegin(0)));
        Assert.Empty(_reader.Take(ServerFrames.Message(Name, 1)));
        Assert.Equal(["951a04000100"], _reader.Take(ServerFrames.SyncEnd(1, hasMore: true)).Select(Convert.ToHexStringLower));
        Assert.False(_reader.IsDone);

        Assert.Empty(_reader.Take(ServerFrames.SyncBegin(1)));
        Assert.Empty(_reader.Take(ServerFrames.Message("{}", 2)));
        Assert.Empty(_reader.Take(ServerFrames.SyncEnd(2)));
        Assert.True(_reader.IsDone);
        Assert.Equal([new QueueEntry(1, Name), new QueueEntry(2, null)], _reader.Entries);
        Assert.Equal(2, _reader.NewestKey);
    }

    [Fact]
    public void A_queue_that_is_longer_than_what_was_read_is_told_so()
    {
        _reader.Login("TOKEN", "audit");
        _reader.Take(ServerFrames.AuthStatus(newest: 9));
        _reader.Take(ServerFrames.SyncBegin(0));
        _reader.Take(ServerFrames.SyncEnd(2));
        Assert.Equal(9, _reader.NewestKey);
    }

    [Fact]
    public void An_answer_that_begins_elsewhere_is_none()
    {
        _reader.Login("TOKEN", "audit");
        _reader.Take(ServerFrames.AuthStatus(newest: 100));
        Assert.Throws<ProtocolException>(() => _reader.Take(ServerFrames.SyncBegin(50)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_refusal_ends_it(bool isLogin)
    {
        var refusal = isLogin
            ? ServerFrames.AuthStatus(0, Status.StorageUnavailable)
            : ServerFrames.Ack(2, key: 0, Status.StorageUnavailable);
        Assert.Throws<RefusedException>(() => _reader.Take(refusal));
    }
}
