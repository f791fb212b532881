using System.Globalization;
using KefuChat.Load.Clients;

namespace KefuChat.Load.Crowd;

/// <summary>Whether processes may open as many files as a run has connections.</summary>
internal static class OpenFiles
{
    // What a process has open besides: its libraries, its store, the connections that mint tokens.
    private const int Others = 256;

    /// <summary>Looks at this program's limit and at those of the servers.</summary>
    /// <exception cref="LoadException">One is too low, and what to do.</exception>
    public static void Require(int connections, IEnumerable<int> serverPids)
    {
        foreach (var pid in serverPids.Prepend(Environment.ProcessId))
        {
            if (Limit(pid) is { } limit && limit < connections + Others)
            {
                throw new LoadException(
                    $"process {pid} may open {limit} files, and {connections} connections need {connections + Others}: run `ulimit -n {connections + Others}` in the shell that starts it");
            }
        }
    }

    /// <summary>Null where there is none, or no <c>/proc</c>.</summary>
    private static long? Limit(int pid)
    {
        try
        {
            // "Max open files            20000                20000                files": soft, hard, unit. The runtime
            // raises its own soft limit to the hard one when it starts.
            var line = File.ReadLines($"/proc/{pid}/limits").FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
            var soft = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
            return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
