namespace KefuChat.Faults.Cluster;

/// <summary>What this machine lets a run do; each is null where it can be done, else the reason why not.</summary>
internal sealed record Machine
{
    /// <summary>Why packets cannot be lost.</summary>
    public string? NoNetwork { get; init; }

    /// <summary>Why a disk cannot be full.</summary>
    public string? NoDisk { get; init; }

    /// <summary>Why a disk cannot be slow.</summary>
    public string? NoTracing { get; init; }

    /// <summary>Why a clock cannot be moved.</summary>
    public string? NoFakeTime { get; init; }

    /// <summary>libfaketime, where there is one.</summary>
    public string? FakeTimeLibrary { get; init; }

    /// <summary>Looks around.</summary>
    public static Machine Examine()
    {
        var root = Environment.IsPrivilegedProcess ? null : "needs root";
        var faketime = FindFakeTime();
        return new Machine
        {
            NoNetwork = root ?? Missing("ip") ?? Missing("nft") ?? Missing("nsenter"),
            NoDisk = root ?? Missing("mount"),
            NoTracing = root ?? Missing("strace"),
            NoFakeTime = faketime is null ? "libfaketime is not installed" : null,
            FakeTimeLibrary = faketime,
        };
    }

    private static string? Missing(string program)
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/sbin");
        return directories.Any(directory => File.Exists(Path.Combine(directory, program))) ? null : $"{program} is not installed";
    }

    /// <summary>Where Debian and Fedora put it.</summary>
    private static string? FindFakeTime() => ((string[])["/usr/lib", "/usr/lib64"])
        .Where(Directory.Exists)
        .SelectMany(directory => Directory.EnumerateDirectories(directory).Append(directory))
        .Select(directory => Path.Combine(directory, "faketime", "libfaketimeMT.so.1"))
        .FirstOrDefault(File.Exists);
}
