using System.Globalization;

namespace KefuChat.Faults.Cluster;

/// <summary>
/// A node's wall clock, which can be moved while the process runs: libfaketime tells it the time, and reads each second
/// from a file by how much it is wrong. What measures durations (the monotonic clock) stays true.
/// </summary>
internal sealed class NodeClock
{
    private readonly string _library;
    private readonly string _file;

    /// <summary>A clock that is right.</summary>
    /// <param name="library">Where libfaketime is.</param>
    /// <param name="file">Where to keep the offset.</param>
    public NodeClock(string library, string file)
    {
        _library = library;
        _file = file;
        Move(TimeSpan.Zero);
    }

    /// <summary>What goes before a command so that it has this clock. The process remains the same.</summary>
    public IReadOnlyList<string> Fake =>
    [
        "env", $"LD_PRELOAD={_library}", $"FAKETIME_TIMESTAMP_FILE={_file}", "FAKETIME_CACHE_DURATION=1", "FAKETIME_DONT_FAKE_MONOTONIC=1",
        "DONT_FAKE_MONOTONIC=1", "NO_FAKE_STAT=1",
    ];

    /// <summary>From within a second on the clock is wrong by so much.</summary>
    public void Move(TimeSpan offset)
    {
        // Put in place whole, since the node may read it at any moment.
        File.WriteAllText(_file + ".new", string.Create(CultureInfo.InvariantCulture, $"{(long)offset.TotalSeconds:+0;-0;+0}\n"));
        File.Move(_file + ".new", _file, overwrite: true);
    }
}
