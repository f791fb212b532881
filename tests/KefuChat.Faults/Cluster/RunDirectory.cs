using System.Globalization;

namespace KefuChat.Faults.Cluster;

/// <summary>
/// Where a run keeps everything of its own: the nodes' data, and their logs. Its name bears this process's id, and every
/// process of the run bears its name on the command line: so a run that died can be told by the next one.
/// </summary>
internal sealed class RunDirectory
{
    /// <summary>What the names of directories and network namespaces begin with; the process's id follows.</summary>
    public const string Prefix = "kefu-faults-";

    /// <summary>Makes it.</summary>
    public RunDirectory()
    {
        Path = PathOf(Environment.ProcessId);
        Directory.CreateDirectory(Path);
        Logs = Directory.CreateTempSubdirectory("kefu-logs-").FullName;
    }

    public string Path { get; }

    /// <summary>Kept when there is a reason to read them.</summary>
    public string Logs { get; }

    public static string PathOf(int pid) => System.IO.Path.Combine(
        System.IO.Path.GetTempPath(), Prefix + pid.ToString(CultureInfo.InvariantCulture));

    /// <summary>A directory for one node's data, which exists.</summary>
    public string DataOf(string node) => Directory.CreateDirectory(System.IO.Path.Combine(Path, node)).FullName;

    /// <summary>The file a node's output is appended to.</summary>
    public string LogOf(string node) => System.IO.Path.Combine(Logs, node + ".log");
}
