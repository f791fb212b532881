using KefuChat.Faults.Clients;
using KefuChat.Load.Measurement;
using KefuChat.Protocol;

namespace KefuChat.Faults.Tests.Clients;

/// <summary>A gap counts while something is unacknowledged, for the cluster and for each client.</summary>
public sealed class AckClockTests
{
    private static readonly User Ann = new(7, 1001);
    private static readonly User Bob = new(7, 1002);
    private readonly AckClock _clock = new();

    [Fact]
    public void Without_anything_unacknowledged_there_is_no_gap()
    {
        Write(Ann, 1);
        Settle(Ann, 2);
        Assert.Equal(new AckGap(0, 0), Gap(2, 100));
        Assert.Equal(new AckGap(1, 1), Gap(0, 100));
    }

    [Fact]
    public void The_cluster_answers_while_one_client_waits()
    {
        Write(Ann, 0);
        for (var second = 0; second < 10; second++)
        {
            Write(Bob, second);
            Settle(Bob, second + 1);
        }

        Assert.Equal(new AckGap(1, 10), Gap(0, 10));
    }

    [Fact]
    public void What_is_not_over_counts_and_what_lies_outside_does_not()
    {
        Write(Ann, 0);
        Write(Ann, 0);
        Settle(Ann, 10);
        Assert.Equal(new AckGap(4, 4), Gap(6, 10));
        Assert.Equal(new AckGap(5, 5), Gap(0, 5));
        Assert.Equal(new AckGap(30, 30), Gap(0, 40));
        Assert.Equal(new AckGap(10, 10), Gap(30, 40));
    }

    [Fact]
    public void All_have_recovered_when_each_was_answered_or_has_nothing_to_wait_for()
    {
        Write(Ann, 0);
        Write(Ann, 0);
        Write(Bob, 0);
        Settle(Ann, 5);
        Assert.False(_clock.IsRecoveredSince(Clock.FromSeconds(4)));
        Settle(Bob, 3);
        Assert.True(_clock.IsRecoveredSince(Clock.FromSeconds(4)));
        Assert.False(_clock.IsRecoveredSince(Clock.FromSeconds(5)));
    }

    private void Write(User user, double second) => _clock.OnWritten(user, Clock.FromSeconds(second));

    private void Settle(User user, double second) => _clock.OnSettled(user, Clock.FromSeconds(second));

    private AckGap Gap(double from, double until) => _clock.LongestGap(Clock.FromSeconds(from), Clock.FromSeconds(until));
}
