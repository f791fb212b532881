namespace KefuChat.Load.Measurement;

/// <summary>
/// When each message of a fixed-rate run is due, whatever the server does meanwhile: a late answer delays no later
/// message's due time, so latencies measured from it hide nothing (no coordinated omission).
/// </summary>
internal sealed class SendSchedule(long start, double ratePerSecond, int customers)
{
    private readonly double _interval = 1e9 / ratePerSecond;

    /// <summary>When message <paramref name="index"/> of the whole run is due; customers take turns.</summary>
    public long DueAt(long index) => start + (long)(index * _interval);

    /// <summary>When message <paramref name="number"/> of one customer is due.</summary>
    public long DueAt(int customer, int number) => DueAt(((long)number * customers) + customer);

    /// <summary>How many messages are due before <paramref name="moment"/>.</summary>
    public long CountBefore(long moment)
    {
        var count = Math.Max(0, (long)((moment - start) / _interval));

        // The division may be one off either way by rounding; DueAt is what the customers go by.
        while (DueAt(count) < moment)
        {
            count++;
        }

        while (count > 0 && DueAt(count - 1) >= moment)
        {
            count--;
        }

        return count;
    }
}
