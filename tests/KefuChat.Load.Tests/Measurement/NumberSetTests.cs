using KefuChat.Load.Measurement;

namespace KefuChat.Load.Tests.Measurement;

/// <summary>Lost and doubled messages are found by these sets.</summary>
public sealed class NumberSetTests
{
    [Fact]
    public void Tells_when_a_number_comes_again()
    {
        var set = new NumberSet();
        Assert.True(set.Add(70_000));
        Assert.True(set.Add(69_999));
        Assert.False(set.Add(70_000));
    }

    [Theory]
    [InlineData(5000, true)]
    [InlineData(5001, false)]
    [InlineData(1_000_000, false)]
    public void Knows_which_numbers_it_has(int number, bool isThere)
    {
        var set = new NumberSet();
        set.Add(5000);
        Assert.Equal(isThere, set.Contains(number));
    }

    [Fact]
    public void Counts_what_the_other_does_not_have_whichever_is_larger()
    {
        var (acknowledged, delivered) = (new NumberSet(), new NumberSet());
        foreach (var number in (int[])[0, 63, 64, 5000, 1_000_000])
        {
            acknowledged.Add(number);
        }

        delivered.Add(64);
        Assert.Equal(4, acknowledged.CountMissingFrom(delivered));
        Assert.Equal(0, delivered.CountMissingFrom(acknowledged));
    }
}
