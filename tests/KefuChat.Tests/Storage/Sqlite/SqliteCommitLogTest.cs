using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A test of the commit log of a store: looks at what is committed and what is only logged, and crashes it.</summary>
public abstract class SqliteCommitLogTest : SqliteTest
{
    private static readonly string[] Files = ["", "-wal", ".commitlog"];

    private protected string LogFile => File + ".commitlog";

    private protected string Copied => File + ".copy";

    /// <summary>How many messages are in the file for others to see.</summary>
    private protected long Committed()
    {
        using var file = Connect(File);
        return file.Scalar("SELECT count(*) FROM messages");
    }

    private protected async Task IsCommittedAsync(int count)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (Committed() != count)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The writer has set its timer, behind the answer: it is due after the quiet time, or in what is left of the second.</summary>
    private protected async Task TimerIsSetAsync()
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (!StoreTime.HasTimer || StoreTime.HasTimerWithin(TimeSpan.FromMilliseconds(15)))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private protected SqliteMessageStore OpenAsAfterACrash()
    {
        CopyAsACrashLeavesIt(File, Copied);
        return new SqliteMessageStore(Copied, StoreTime, Log);
    }

    private protected static void CopyAsACrashLeavesIt(string from, string to)
    {
        foreach (var suffix in Files.Where(suffix => System.IO.File.Exists(from + suffix)))
        {
            System.IO.File.Copy(from + suffix, to + suffix);
        }
    }

    private protected void IsRefused(string reason)
    {
        var before = System.IO.File.ReadAllBytes(LogFile);

        var refusal = Assert.Throws<StorageRefusedException>(Open);

        Assert.Contains(LogFile, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(LogFile));
    }
}
