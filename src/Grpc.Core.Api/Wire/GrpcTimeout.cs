using System.Globalization;

namespace Grpc.Core.Wire;

/// <summary>grpc-timeout: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const int MaxDigits = 8;
    private const long MaxValue = 99_999_999;

    private static readonly (char Name, long Ticks)[] Units =
    [
        ('u', TimeSpan.TicksPerMicrosecond),
        ('m', TimeSpan.TicksPerMillisecond),
        ('S', TimeSpan.TicksPerSecond),
        ('M', TimeSpan.TicksPerMinute),
        ('H', TimeSpan.TicksPerHour),
    ];

    /// <summary>In the finest unit that has room, rounded up: the server should not give up first.</summary>
    /// <param name="timeout">More than zero.</param>
    public static string Encode(TimeSpan timeout)
    {
        foreach (var (name, ticks) in Units)
        {
            var value = (timeout.Ticks - 1) / ticks + 1;
            if (value <= MaxValue)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{value}{name}");
            }
        }

        // Longer than eleven thousand years.
        return string.Create(CultureInfo.InvariantCulture, $"{MaxValue}H");
    }

    /// <returns>False where this is no timeout.</returns>
    public static bool TryDecode(string? text, out TimeSpan timeout)
    {
        timeout = default;
        if (text is null || text.Length is < 2 or > MaxDigits + 1
            || !long.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        if (text[^1] == 'n')
        {
            timeout = TimeSpan.FromTicks(value / TimeSpan.NanosecondsPerTick);
            return true;
        }

        foreach (var (name, ticks) in Units)
        {
            if (name == text[^1])
            {
                timeout = TimeSpan.FromTicks(value * ticks);
                return true;
            }
        }

        return false;
    }
}
