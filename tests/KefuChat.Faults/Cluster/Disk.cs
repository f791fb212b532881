namespace KefuChat.Faults.Cluster;

/// <summary>A disk of limited size that a node keeps its data on: a tmpfs, which only root may mount.</summary>
internal sealed class Disk(string path)
{
    private const long Size = 2L << 30;

    private const int Page = 4096;
    private const int MostAttempts = 10;

    /// <summary>Where its files are.</summary>
    public string Path => path;

    /// <summary>Mounts one on a directory.</summary>
    /// <exception cref="FaultException">That is not permitted.</exception>
    public static async Task<Disk> MountAsync(string path)
    {
        await Tool.RunAsync("mount", "-t", "tmpfs", "-o", $"size={Size}", "kefu-faults", path);
        return new Disk(path);
    }

    /// <summary>The mount points in a directory, the innermost first.</summary>
    public static IReadOnlyList<string> MountedBelow(string directory) =>
        [.. File.ReadLines("/proc/mounts")
            .Select(line => line.Split(' ')[1])
            .Where(mount => mount.StartsWith(directory + "/", StringComparison.Ordinal))
            .OrderByDescending(mount => mount.Length)];

    /// <summary>Leaves no room beyond what is used.</summary>
    public async Task FillUpAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ResizeAsync(Used());
                return;
            }
            catch (FaultException) when (attempt < MostAttempts)
            {
                // More was used by then.
            }
        }
    }

    /// <summary>Gives the room back.</summary>
    public Task MakeRoomAsync() => ResizeAsync(Size);

    private long Used()
    {
        var drive = new DriveInfo(path);
        var used = drive.TotalSize - drive.TotalFreeSpace;
        return Math.Max(Page, (used + Page - 1) / Page * Page);
    }

    private Task<string> ResizeAsync(long bytes) => Tool.RunAsync("mount", "-o", $"remount,size={bytes}", path);
}
