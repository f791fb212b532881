using KefuChat.Load.Measurement;

namespace KefuChat.Faults.Clients;

/// <summary>How long to wait before a refused frame is sent again, as the web client does: 1 s, doubling up to 20 s.</summary>
internal static class RetryPause
{
    private const double First = 1;
    private const double Longest = 20;

    /// <summary>In nanoseconds, after <paramref name="refusals"/> earlier refusals in a row.</summary>
    public static long After(int refusals) => Clock.FromSeconds(Math.Min(Longest, First * Math.Pow(2, refusals)));
}
