using System.Buffers.Binary;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>
/// Counts the commits in a write-ahead log. The last frame of each has the database's size in its header, all others 0;
/// frames left of an earlier round have another salt (https://www.sqlite.org/fileformat2.html#walformat).
/// </summary>
internal static class WalFile
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;

    public static int CountCommits(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var log = new byte[stream.Length];
        stream.ReadExactly(log);
        var frameBytes = FrameHeaderBytes + (int)BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(8));
        var salt = log.AsSpan(16, 8);
        var commits = 0;
        for (var at = HeaderBytes; at + frameBytes <= log.Length; at += frameBytes)
        {
            var isOfThisRound = log.AsSpan(at + 8, 8).SequenceEqual(salt);
            var isCommit = BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(at + 4)) != 0;
            commits += isOfThisRound && isCommit ? 1 : 0;
        }

        return commits;
    }
}
