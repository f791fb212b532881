using KefuChat.Load.Clients;

namespace KefuChat.Load.Tests.Clients;

/// <summary>Which message an ACK answers.</summary>
public sealed class InFlightTableTests
{
    private readonly InFlightTable _table = new(limit: 4);

    [Fact]
    public void Finds_messages_in_any_order_and_each_once()
    {
        _table.Add(seq: 3, number: 0, dueAt: 10);
        _table.Add(seq: 4, number: 1, dueAt: 20);

        Assert.True(_table.TryRemove(4, out var number, out var dueAt));
        Assert.Equal((1, 20), (number, dueAt));
        Assert.True(_table.TryRemove(3, out number, out dueAt));
        Assert.Equal((0, 10), (number, dueAt));
        Assert.False(_table.TryRemove(3, out _, out _));
        Assert.Equal(0, _table.Count);
    }

    [Fact]
    public void Lists_those_that_are_left()
    {
        _table.Add(seq: 3, number: 0, dueAt: 10);
        _table.Add(seq: 4, number: 1, dueAt: 20);
        _table.Add(seq: 6, number: 2, dueAt: 30);
        _table.TryRemove(4, out _, out _);

        Assert.Equal([(0, 10), (2, 30)], _table.All.Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(1L << 40)]
    public void Finds_nothing_under_a_number_that_was_not_sent(long seq)
    {
        _table.Add(seq: 3, number: 0, dueAt: 10);
        Assert.False(_table.TryRemove(seq, out _, out _));
        Assert.Equal(1, _table.Count);
    }
}
