using KefuChat.Load.Crowd;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Tests.Crowd;

/// <summary>Three users have four messages each, of which they hold the first; this is the second user's inbox.</summary>
public sealed class InboxTests
{
    private const int User = 1;

    private readonly QueueFill _fill = new(new CrowdUsers(3), Waiting: 3);
    private readonly Inbox _inbox;

    public InboxTests() => _inbox = new Inbox(_fill, User);

    [Fact]
    public void All_once_and_in_order_is_as_it_should_be()
    {
        Take((4, 2), (7, 3), (10, 4));
        AssertCounts(lost: 0, doubled: 0, misplaced: 0);
        Assert.Equal(4, _inbox.Key);
    }

    [Fact]
    public void What_did_not_come_is_lost()
    {
        Take((4, 2), (7, 3));
        AssertCounts(lost: 1, doubled: 0, misplaced: 0);
    }

    [Fact]
    public void What_came_once_more_is_doubled()
    {
        Take((4, 2), (7, 3), (7, 3), (10, 4));
        AssertCounts(lost: 0, doubled: 1, misplaced: 0);
    }

    [Fact]
    public void What_came_before_its_turn_is_misplaced()
    {
        Take((4, 2), (10, 4), (7, 3));
        AssertCounts(lost: 0, doubled: 0, misplaced: 2);
    }

    [Fact]
    public void What_came_under_another_key_is_misplaced()
    {
        Take((4, 2), (10, 3), (7, 4));
        AssertCounts(lost: 0, doubled: 0, misplaced: 2);
    }

    [Fact]
    public void What_was_written_to_others_is_misplaced()
    {
        Take((4, 2), (7, 3), (8, 4));
        AssertCounts(lost: 1, doubled: 0, misplaced: 1);
    }

    [Fact]
    public void What_another_run_wrote_is_misplaced()
    {
        Span<byte> uuid = stackalloc byte[MessageTag.Length];
        new QueueFill(new CrowdUsers(3), Waiting: 3).TagOf(4).Write(uuid);
        _inbox.Take(uuid, key: 2);
        _inbox.Take("of nobody"u8, key: 3);
        AssertCounts(lost: 3, doubled: 0, misplaced: 2);
    }

    private void Take(params ReadOnlySpan<(int Message, long Key)> messages)
    {
        Span<byte> uuid = stackalloc byte[MessageTag.Length];
        foreach (var (message, key) in messages)
        {
            _fill.TagOf(message).Write(uuid);
            _inbox.Take(uuid, key);
        }
    }

    private void AssertCounts(int lost, int doubled, int misplaced) =>
        Assert.Equal((lost, doubled, misplaced), (_inbox.Lost, _inbox.Doubled, _inbox.Misplaced));
}
