using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace KefuChat.Faults.Cluster;

/// <summary>
/// Takes away what a run has made of the machine: its processes, network namespaces, bridge, disks and data. A run does so at its end;
/// the next one does it for those that were killed before they could.
/// </summary>
internal static partial class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Removes what is left of runs whose process is gone.</summary>
    public static async Task RemoveOfDeadRunsAsync()
    {
        var bridges = Directory.Exists(Network.Interfaces) ? Directory.EnumerateFileSystemEntries(Network.Interfaces) : [];
        var namespaces = Directory.Exists(Network.Namespaces) ? Directory.EnumerateFileSystemEntries(Network.Namespaces) : [];
        var pids = Directory.EnumerateDirectories(Path.GetTempPath(), RunDirectory.Prefix + "*")
            .Concat(namespaces)
            .Concat(bridges)
            .Select(path => NameOfRun().Match(Path.GetFileName(path)))
            .Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToHashSet();
        foreach (var pid in pids.Where(pid => pid == Environment.ProcessId || !IsRun(pid)))
        {
            await RemoveAsync(pid);
        }
    }

    /// <summary>Removes everything of the run of process <paramref name="pid"/>.</summary>
    public static async Task RemoveAsync(int pid)
    {
        var directory = RunDirectory.PathOf(pid);
        await EndProcessesAsync(directory + Path.DirectorySeparatorChar);
        await Network.RemoveAsync(pid);
        if (Directory.Exists(directory))
        {
            foreach (var disk in Disk.MountedBelow(directory))
            {
                await Tool.RunAsync("umount", disk);
            }

            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>A process id may have been given to another program since.</summary>
    private static bool IsRun(int pid) => CommandLine(pid).Contains("KefuChat.Faults", StringComparison.Ordinal);

    private static async Task EndProcessesAsync(string directory)
    {
        using var patience = new CancellationTokenSource(Patience);
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (process.Id != Environment.ProcessId && CommandLine(process.Id).Contains(directory, StringComparison.Ordinal))
                {
                    process.Kill(entireProcessTree: true);
                    await process.WaitForExitAsync(patience.Token);
                }
            }
        }
    }

    private static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }

    [GeneratedRegex($@"^(?:{RunDirectory.Prefix}|{Network.BridgePrefix})(\d+)(?:-|$)")]
    private static partial Regex NameOfRun();
}
