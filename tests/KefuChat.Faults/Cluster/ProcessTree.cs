using System.Globalization;

namespace KefuChat.Faults.Cluster;

/// <summary>What /proc tells of processes.</summary>
internal static class ProcessTree
{
    /// <summary>A process and its children.</summary>
    public static IReadOnlyList<int> Of(int pid) =>
        [pid, .. File.ReadAllText($"/proc/{pid}/task/{pid}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture))];

    /// <summary>Whether strace or the like is at it.</summary>
    public static bool IsTraced(int pid) => !File.ReadAllText($"/proc/{pid}/status").Contains("TracerPid:\t0\n", StringComparison.Ordinal);
}
