using KefuChat.Load.Clients;

namespace KefuChat.Load.Tests.Clients;

/// <summary>The receiving client's rule: what follows on what it has it takes, for anything else it syncs.</summary>
public sealed class QueueCursorTests
{
    private readonly QueueCursor _cursor = new();

    [Fact]
    public void Takes_what_follows_and_syncs_over_a_gap()
    {
        StartAt(41);
        Assert.True(_cursor.TryTakePush(42, 41));
        Assert.False(_cursor.TryTakePush(44, 43));
        Assert.True(_cursor.ShouldSync(out var key));
        Assert.Equal(42, key);
        Assert.False(_cursor.ShouldSync(out _));

        Assert.True(_cursor.TryTakeSynced(43));
        Assert.True(_cursor.TryTakeSynced(44));
        _cursor.EndSync(44, hasMore: false);
        Assert.False(_cursor.ShouldSync(out _));
        Assert.True(_cursor.TryTakePush(45, 44));
    }

    [Fact]
    public void Takes_nothing_twice()
    {
        StartAt(41);
        Assert.True(_cursor.TryTakePush(42, 41));
        Assert.False(_cursor.TryTakePush(42, 41));
        Assert.False(_cursor.TryTakeSynced(42));
    }

    [Fact]
    public void Leaves_a_push_to_the_sync_under_way_whose_messages_may_bear_no_keys()
    {
        StartAt(41);
        _cursor.Notice(42);
        Assert.True(_cursor.ShouldSync(out _));
        Assert.False(_cursor.TryTakePush(42, 41));
        Assert.True(_cursor.TryTakeSynced(0));
        _cursor.EndSync(42, hasMore: false);
        Assert.False(_cursor.ShouldSync(out _));
    }

    [Fact]
    public void Takes_no_push_without_keys()
    {
        StartAt(0);
        Assert.False(_cursor.TryTakePush(0, 0));
    }

    [Fact]
    public void Started_beyond_the_queue_it_stands_at_its_end()
    {
        _cursor.Start((1L << 53) - 1);
        _cursor.EndSync(41, hasMore: false);
        Assert.True(_cursor.TryTakePush(42, 41));
        Assert.False(_cursor.ShouldSync(out _));
    }

    [Fact]
    public void Asks_again_when_there_is_more_and_not_when_a_round_brought_nothing()
    {
        StartAt(41);
        _cursor.Notice(1000);
        Assert.True(_cursor.ShouldSync(out _));
        _cursor.EndSync(500, hasMore: true);
        Assert.True(_cursor.ShouldSync(out var key));
        Assert.Equal(500, key);
        _cursor.EndSync(500, hasMore: true);
        Assert.False(_cursor.ShouldSync(out _));
    }

    private void StartAt(long key)
    {
        _cursor.Start(key);
        _cursor.EndSync(key, hasMore: false);
    }
}
