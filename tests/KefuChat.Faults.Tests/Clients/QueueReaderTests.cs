using KefuChat.Faults.Clients;

namespace KefuChat.Faults.Tests.Clients;

/// <summary>The receiving half of "A correct client": what is the very next is taken, for anything else it syncs.</summary>
public sealed class QueueReaderTests
{
    private readonly QueueReader _reader = new();

    [Fact]
    public void A_new_user_of_an_empty_queue_is_caught_up_without_a_sync()
    {
        _reader.Begin(newest: 0);
        Assert.True(_reader.IsCaughtUp);
        Assert.False(_reader.TryBeginSync(out _));
    }

    [Fact]
    public void What_follows_is_taken_and_a_gap_is_synced_over()
    {
        StandAt(41);
        Assert.True(_reader.TryTakePush(42, 41));
        Assert.False(_reader.TryTakePush(44, 43));
        Assert.True(_reader.TryBeginSync(out var from));
        Assert.Equal(42, from);

        _reader.BeginSync(42);
        Assert.Equal(43, _reader.TakeSynced(43));
        Assert.Equal(44, _reader.TakeSynced(44));
        _reader.EndSync(44, hasMore: false);
        Assert.False(_reader.TryBeginSync(out _));
        Assert.True(_reader.TryTakePush(45, 44));
    }

    [Fact]
    public void Nothing_is_taken_twice()
    {
        StandAt(41);
        Assert.True(_reader.TryTakePush(42, 41));
        Assert.False(_reader.TryTakePush(42, 41));
        Assert.False(_reader.TryBeginSync(out _));
    }

    [Fact]
    public void What_is_heard_while_a_sync_is_answered_is_asked_for_after_it()
    {
        StandAt(41);
        _reader.HeardOf(42);
        Assert.True(_reader.TryBeginSync(out _));
        Assert.False(_reader.TryTakePush(43, 42));
        _reader.BeginSync(41);
        Assert.Equal(42, _reader.TakeSynced(42));
        _reader.EndSync(42, hasMore: false);
        Assert.True(_reader.TryBeginSync(out var from));
        Assert.Equal(42, from);
    }

    [Fact]
    public void Rounds_go_on_while_there_is_more_and_only_then_it_is_caught_up()
    {
        _reader.Begin(newest: 3);
        Assert.True(_reader.TryBeginSync(out _));
        _reader.BeginSync(0);
        Assert.Equal(1, _reader.TakeSynced(1));
        _reader.EndSync(1, hasMore: true);
        Assert.False(_reader.IsCaughtUp);
        Assert.True(_reader.TryBeginSync(out var from));
        Assert.Equal(1, from);
        _reader.EndSync(3, hasMore: false);
        Assert.True(_reader.IsCaughtUp);
    }

    [Fact]
    public void Messages_without_keys_are_counted()
    {
        StandAt(41);
        _reader.HeardOf(43);
        Assert.True(_reader.TryBeginSync(out _));
        _reader.BeginSync(41);
        Assert.Equal(42, _reader.TakeSynced(0));
        Assert.Equal(43, _reader.TakeSynced(0));
    }

    [Fact]
    public void A_refused_sync_is_sent_again()
    {
        StandAt(41);
        _reader.HeardOf(42);
        Assert.True(_reader.TryBeginSync(out _));
        _reader.AskAgain();
        Assert.True(_reader.TryBeginSync(out var from));
        Assert.Equal(41, from);
    }

    [Fact]
    public void A_server_that_was_set_back_is_followed()
    {
        StandAt(41);
        _reader.End();
        _reader.Begin(newest: 30);
        Assert.True(_reader.TryBeginSync(out _));
        _reader.BeginSync(30);
        _reader.EndSync(30, hasMore: false);
        Assert.Equal(30, _reader.Key);
        Assert.True(_reader.TryTakePush(31, 30));
    }

    [Fact]
    public void Nothing_is_caught_up_with_once_the_connection_is_gone()
    {
        StandAt(41);
        _reader.HeardOf(42);
        _reader.End();
        Assert.False(_reader.IsCaughtUp);
        Assert.False(_reader.TryBeginSync(out _));
    }

    private void StandAt(long key)
    {
        _reader.Begin(newest: key);
        Assert.True(_reader.TryBeginSync(out _));
        _reader.BeginSync(key);
        _reader.EndSync(key, hasMore: false);
        Assert.True(_reader.IsCaughtUp);
    }
}
