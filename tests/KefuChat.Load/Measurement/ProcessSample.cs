using System.Globalization;

namespace KefuChat.Load.Measurement;

/// <summary>What a process had used by some moment, from <c>/proc</c>.</summary>
internal sealed record ProcessSample(int Pid, double CpuSeconds, long ResidentBytes, long PeakResidentBytes)
{
    // USER_HZ: the kernel reports to user space in hundredths of a second on every architecture .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Reads process <paramref name="pid"/>; null when it is gone or there is no <c>/proc</c>.</summary>
    public static ProcessSample? TryTake(int pid)
    {
        try
        {
            return Take(pid);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static ProcessSample Take(int pid)
    {
        // The second field is the program's name in parentheses and may hold anything, so count from its end:
        // state is field 3, utime 14, stime 15 (proc(5)).
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Parse(fields[14 - 3]) + Parse(fields[15 - 3]);

        var status = File.ReadAllLines($"/proc/{pid}/status");
        return new ProcessSample(pid, ticks / TicksPerSecond, Bytes(status, "VmRSS:"), Bytes(status, "VmHWM:"));
    }

    private static long Bytes(string[] status, string name)
    {
        var line = status.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line is null ? 0 : 1024 * Parse(line[name.Length..].Replace("kB", null, StringComparison.Ordinal));
    }

    private static long Parse(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}
