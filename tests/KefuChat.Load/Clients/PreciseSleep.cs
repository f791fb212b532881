using System.Runtime.InteropServices;

namespace KefuChat.Load.Clients;

/// <summary>Sleeps for less than a millisecond, which <see cref="Thread.Sleep(int)"/> cannot.</summary>
internal static class PreciseSleep
{
    private const long PerSecond = 1_000_000_000;
    private const long PerMillisecond = 1_000_000;

    /// <summary>Sleeps for <paramref name="nanoseconds"/>, about 0.1 ms longer at most; where there is no Linux, to the millisecond.</summary>
    public static void Sleep(long nanoseconds)
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.Sleep((int)Math.Max(1, nanoseconds / PerMillisecond));
            return;
        }

        // Woken early by a signal, the caller finds nothing due and sleeps again: no need to finish here.
        var duration = new Timespec((nint)(nanoseconds / PerSecond), (nint)(nanoseconds % PerSecond));
        _ = nanosleep(in duration, 0);
    }

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int nanosleep(in Timespec duration, nint remaining);

    private readonly record struct Timespec(nint Seconds, nint Nanoseconds);
}
