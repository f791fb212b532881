using KefuChat.Load.Measurement;

namespace KefuChat.Load.Tests.Measurement;

/// <summary>When messages of a fixed rate are due.</summary>
public sealed class SendScheduleTests
{
    private const long Start = 5_000_000_000;

    [Fact]
    public void Customers_take_turns_at_even_distances()
    {
        var schedule = new SendSchedule(Start, ratePerSecond: 1000, customers: 3);
        Assert.Equal(Start, schedule.DueAt(customer: 0, number: 0));
        Assert.Equal(Start + 2_000_000, schedule.DueAt(customer: 2, number: 0));
        Assert.Equal(Start + 3_000_000, schedule.DueAt(customer: 0, number: 1));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(333.3)]
    [InlineData(7_777_777)]
    public void Counts_exactly_those_due_before_a_moment(double rate)
    {
        var schedule = new SendSchedule(Start, rate, customers: 50);
        foreach (var index in (long[])[1, 2, 999, 1_000_000])
        {
            Assert.Equal(index, schedule.CountBefore(schedule.DueAt(index)));
            Assert.Equal(index + 1, schedule.CountBefore(schedule.DueAt(index) + 1));
        }

        Assert.Equal(0, schedule.CountBefore(Start));
    }
}
