using KefuChat.Load.Measurement;
using KefuChat.Protocol;

namespace KefuChat.Faults.Clients;

/// <summary>Writes now and then, mostly to one seller and sometimes to another.</summary>
internal sealed class CustomerHabit(Random random, IReadOnlyList<User> sellers, int home) : Habit
{
    // Some seven messages a second: faults are tested, not speed.
    private const double ShortestPause = 0.05;
    private const double LongestPause = 0.25;
    private const double OtherSeller = 0.2;

    private long? _nextAt;

    public override void OnTick(ChatClient client, long now)
    {
        if (now < (_nextAt ?? now))
        {
            return;
        }

        // The first goes to the own seller, so that each has somebody to talk to.
        var seller = _nextAt is not null && random.NextDouble() < OtherSeller ? random.Next(sellers.Count) : home;
        client.TryWrite(sellers[seller], now);
        _nextAt = now + Clock.FromSeconds(ShortestPause + ((LongestPause - ShortestPause) * random.NextDouble()));
    }

    public override void OnReceived(ChatClient client, MessageName message, long now)
    {
        // It goes on at its own pace.
    }
}
