namespace KefuChat.Testing;

/// <summary>Where this machine has PostgreSQL's server programs, and as whom they are run.</summary>
public static class PostgresBinaries
{
    /// <summary>Debian's account for the server, which does not run as root.</summary>
    public const string Account = "postgres";

    private static readonly string? Directory = Find();

    /// <summary>Why no server can be started here; null when one can.</summary>
    public static string? Missing { get; } = Reason();

    /// <summary>What to run for one of the server programs: the words of a command line.</summary>
    /// <param name="program">As in <c>initdb</c>.</param>
    public static IReadOnlyList<string> Command(string program)
    {
        var path = Path.Combine(Directory ?? throw new InvalidOperationException(Missing), program);
        return IsRoot ? ["setpriv", "--reuid", Account, "--regid", Account, "--clear-groups", path] : [path];
    }

    /// <summary>Whether the server needs another account than ours.</summary>
    public static bool IsRoot => Environment.UserName == "root";

    /// <summary>Debian keeps them beside the path, by versions.</summary>
    private static string? Find()
    {
        const string versions = "/usr/lib/postgresql";
        var directories = System.IO.Directory.Exists(versions)
            ? System.IO.Directory.GetDirectories(versions).OrderDescending().Select(version => Path.Combine(version, "bin"))
            : [];
        return directories
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(directory => File.Exists(Path.Combine(directory, "initdb")));
    }

    private static string? Reason()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "a PostgreSQL of the tests' own is started on Linux only";
        }

        if (Directory is null)
        {
            return "PostgreSQL's server is not installed (Debian: apt-get install postgresql)";
        }

        return IsRoot && !File.ReadLines("/etc/passwd").Any(line => line.StartsWith(Account + ":", StringComparison.Ordinal))
            ? $"PostgreSQL does not run as root, and there is no account {Account}"
            : null;
    }
}
