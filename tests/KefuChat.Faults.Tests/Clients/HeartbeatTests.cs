using KefuChat.Faults.Clients;
using KefuChat.Load.Measurement;

namespace KefuChat.Faults.Tests.Clients;

public sealed class HeartbeatTests
{
    private static readonly long Interval = Clock.FromSeconds(5);

    private readonly Heartbeat _heartbeat = new();

    [Fact]
    public void A_login_without_an_answer_is_silence()
    {
        _heartbeat.OnOpened(0);
        Assert.False(_heartbeat.TakePing(Interval));
        Assert.False(_heartbeat.IsSilent(Interval - 1));
        Assert.True(_heartbeat.IsSilent(Interval));
    }

    [Fact]
    public void Who_is_logged_in_asks_again_and_again_and_whatever_comes_is_an_answer()
    {
        _heartbeat.OnOpened(0);
        _heartbeat.OnHeard();
        _heartbeat.OnLogin(0);
        Assert.False(_heartbeat.TakePing(Interval - 1));
        Assert.True(_heartbeat.TakePing(Interval));
        Assert.False(_heartbeat.TakePing(Interval));
        _heartbeat.OnHeard();
        Assert.False(_heartbeat.IsSilent(2 * Interval));

        Assert.True(_heartbeat.TakePing(2 * Interval));
        Assert.True(_heartbeat.TakePing(3 * Interval));
        Assert.True(_heartbeat.IsSilent(3 * Interval));
    }

    [Fact]
    public void A_new_socket_knows_nothing_of_the_old_ones_silence()
    {
        _heartbeat.OnOpened(0);
        _heartbeat.OnOpened(2 * Interval);
        Assert.False(_heartbeat.IsSilent(2 * Interval));
    }
}
